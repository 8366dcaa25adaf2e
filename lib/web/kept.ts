import { cookies } from "next/headers";
import { z } from "zod";
import { readClock } from "@/lib/time/clock";
import { ownCookie, readSessionPointer, sessionCookie } from "./auth";
import type { FormValues } from "./form-state";
import { seal, unseal } from "@/lib/seal";

const MINUTES = 30;
/** Browsers take cookies of up to 4,096 bytes, names and options included. */
const PIECE = 3_500;
const PIECES = 3;

const kept = z.object({
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Who typed it, as the lost session's cookie says; null when even that was gone. */
  userId: z.guid().nullable(),
  until: z.number(),
});

/**
 * D4: keeps what was typed into a form while nobody was signed in, sealed in the browser for 30
 * minutes. For server actions and route handlers; go to the sign-in page afterwards.
 * @param path the form's own page with its query, `/engagements/x/customers/add?draft=…`
 */
export async function keep(path: string, values: FormValues): Promise<void> {
  const pointer = await readSessionPointer();
  const until = readClock().getTime() + MINUTES * 60_000;
  const text = JSON.stringify({ values, userId: pointer?.userId ?? null, until });
  const sealed = seal("kept", path, text);
  if (sealed.length > PIECE * PIECES) return;
  const jar = await cookies();
  for (let piece = 0; piece < PIECES; piece++) {
    const part = sealed.slice(piece * PIECE, (piece + 1) * PIECE);
    if (part === "") jar.delete(cookieOf(piece));
    else jar.set({ ...cookieOf(piece), value: part, maxAge: MINUTES * 60 });
  }
}

/**
 * What `keep` kept for this page, for the person who typed it; null without it. Any page may ask,
 * it costs nothing where nothing was kept.
 */
export async function readKept(path: string): Promise<FormValues | null> {
  const jar = await cookies();
  const parts = Array.from({ length: PIECES }, (_, piece) => jar.get(cookieOf(piece).name)?.value);
  if (!parts[0]) return null;
  const text = unseal("kept", path, parts.join(""));
  if (text === null) return null;
  const found = kept.safeParse(JSON.parse(text));
  const pointer = await readSessionPointer();
  if (!found.success || !pointer) return null;
  const { values, userId, until } = found.data;
  if (until <= readClock().getTime()) return null;
  return userId === null || userId === pointer.userId ? values : null;
}

/** Whether anything typed is kept in this browser, for whichever page. */
export async function hasKept(): Promise<boolean> {
  return (await cookies()).has(cookieOf(0).name);
}

/** Lets go of what was kept, once the form was taken in. For server actions and route handlers. */
export async function forgetKept(): Promise<void> {
  const jar = await cookies();
  for (let piece = 0; piece < PIECES; piece++) {
    const cookie = cookieOf(piece);
    if (jar.has(cookie.name)) jar.delete(cookie);
  }
}

function cookieOf(piece: number) {
  return { ...sessionCookie().options, name: ownCookie(`kept-${piece}`) };
}
