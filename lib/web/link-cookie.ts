import { cookies } from "next/headers";
import { z } from "zod";
import { readClock } from "@/lib/time/clock";
import { sessionCookie } from "./auth";
import { seal, unseal } from "@/lib/seal";

const MINUTES = 15;
const PLACE = "link";
const kept = z.object({ sessionId: z.guid(), provider: z.string(), until: z.number() });

/** U11 (a): notes in the browser that who comes back from this provider is to be linked, and to whose session. */
export async function noteLinking(sessionId: string, provider: string): Promise<void> {
  const until = readClock().getTime() + MINUTES * 60_000;
  const value = seal("link-identity", PLACE, JSON.stringify({ sessionId, provider, until }));
  (await cookies()).set({ ...cookie(), value, maxAge: MINUTES * 60 });
}

/** Which session asked to be linked with this provider, within 15 minutes. */
export async function readLinking(provider: string): Promise<string | null> {
  const value = (await cookies()).get(cookie().name)?.value;
  const text = value === undefined ? null : unseal("link-identity", PLACE, value);
  if (text === null) return null;
  const { sessionId, ...noted } = kept.parse(JSON.parse(text));
  return noted.provider === provider && noted.until > readClock().getTime() ? sessionId : null;
}

/** Once it was tried, or somebody signs in instead. */
export async function forgetLinking(): Promise<void> {
  const jar = await cookies();
  if (jar.has(cookie().name)) jar.delete(cookie());
}

function cookie() {
  const { options } = sessionCookie();
  return { name: `${options.secure ? "__Host-" : ""}link`, ...options };
}
