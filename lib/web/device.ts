import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { userAgent } from "next/server";
import { sign, signedBy } from "@/lib/keys";
import type { From } from "@/lib/people/open-session";
import { ownCookie, sessionCookie } from "./auth";

const DAYS = 400;
const WORD = 24;

type Head = Headers;

/**
 * U15: the hash of what this browser's cookie holds since somebody signed in with it; null for a browser that nobody
 * signed in with. No database: the cookie is signed.
 */
export async function readDevice(): Promise<Buffer | null> {
  const word = wordIn((await cookies()).get(cookieOf().name)?.value);
  return word && hashOf(word);
}

/** The same for who signs in with it now; a new browser gets its cookie with the answer. */
export async function keepDevice(): Promise<Buffer> {
  const jar = await cookies();
  const word = wordIn(jar.get(cookieOf().name)?.value) ?? randomBytes(WORD);
  const value = Buffer.concat([word, sign("device", word)]).toString("base64url");
  jar.set({ ...cookieOf(), value, maxAge: DAYS * 86_400 });
  return hashOf(word);
}

/** U7: browser and system by name, as far as the browser says so itself; no version, and no text of its own. */
export function systemOf(headers: Head): Pick<From, "browser" | "system"> {
  const { browser, os } = userAgent({ headers });
  return { browser: nameIn(browser.name), system: nameIn(os.name) };
}

function nameIn(name: string | undefined): string | null {
  return name !== undefined && /^[A-Za-z][A-Za-z0-9 +-]{0,39}$/.test(name) ? name : null;
}

function wordIn(value: string | undefined): Buffer | null {
  if (!value || value.length > 200) return null;
  const bytes = Buffer.from(value, "base64url");
  const word = bytes.subarray(0, WORD);
  return signedBy("device", word, bytes.subarray(WORD)) ? word : null;
}

function hashOf(word: Buffer): Buffer {
  return createHash("sha256").update(word).digest();
}

function cookieOf() {
  return { ...sessionCookie().options, name: ownCookie("device") };
}
