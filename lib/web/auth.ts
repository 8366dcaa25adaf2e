import { cookies } from "next/headers";
import { getConfig } from "@/lib/config";
import { readClock } from "@/lib/time/clock";
import { cookieName } from "./cookie-name";
import { decodeSession, type SessionPointer } from "./session-token";

/** Name and options of the session cookie; bound to the host and to https where there is https. */
export function sessionCookie() {
  const secure = getConfig().APP_URL.startsWith("https:");
  return {
    name: cookieName("session", secure),
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** The name under which this product keeps a cookie. */
export function ownCookie(name: string): string {
  return cookieName(name, sessionCookie().options.secure);
}

/** The secret of the session that the request's cookie points to; null without one. No database. */
export async function readSessionSecret(): Promise<string | null> {
  const pointer = await readSessionPointer();
  return pointer !== null && pointer.expiresAt > readClock() ? pointer.secret : null;
}

/** What the request's cookie says, also when it is past its time; null unless we wrote it. */
export async function readSessionPointer(): Promise<SessionPointer | null> {
  const jar = await cookies();
  return decodeSession(jar.get(sessionCookie().name)?.value);
}
