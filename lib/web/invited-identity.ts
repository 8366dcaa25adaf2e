import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { listProviders, type Identity } from "@/lib/people/providers";
import { seal, unseal } from "@/lib/seal";
import { readClock } from "@/lib/time/clock";
import { sessionCookie } from "./auth";

const MINUTES = 15;
const kept = z.object({
  until: z.number(),
  identity: z.object({
    provider: z.string(),
    issuer: z.string(),
    subject: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    askedAt: z.coerce.date().nullable(),
  }),
});

/**
 * U11 (b): who somebody is at the provider to which they went from an invitation, kept in this browser for the button of
 * that invitation, and for no other: it is sealed with the invitation's token.
 */
export async function keepInvited(token: string, identity: Identity): Promise<void> {
  const text = JSON.stringify({ until: readClock().getTime() + MINUTES * 60_000, identity });
  const value = seal("link-identity", placeOf(token), text);
  (await cookies()).set({ ...cookie(), value, maxAge: MINUTES * 60 });
}

/** The same, with a mark of it for the form; null when nobody came back to this invitation within 15 minutes. */
export async function readInvited(
  token: string,
): Promise<{ identity: Identity; mark: string } | null> {
  const value = (await cookies()).get(cookie().name)?.value;
  const text = value === undefined ? null : unseal("link-identity", placeOf(token), value);
  const read = text === null ? null : kept.safeParse(JSON.parse(text));
  if (!read?.success || read.data.until <= readClock().getTime()) return null;
  const { identity } = read.data;
  if (!listProviders().some(({ id }) => id === identity.provider)) return null;
  const { issuer, subject } = identity;
  const mark = createHash("sha256").update(JSON.stringify([token, issuer, subject]));
  return { identity, mark: mark.digest("base64url").slice(0, 22) };
}

/** Once it was linked. */
export async function forgetInvited(): Promise<void> {
  const jar = await cookies();
  if (jar.has(cookie().name)) jar.delete(cookie());
}

function placeOf(token: string): string {
  return `invitation ${token}`;
}

function cookie() {
  const { options } = sessionCookie();
  return { name: `${options.secure ? "__Host-" : ""}invited`, ...options };
}
