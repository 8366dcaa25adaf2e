import { createHash } from "node:crypto";
import { z } from "zod";
import { listProviders, type Identity } from "@/lib/people/providers";
import { sealedNote } from "./sealed-note";

const note = sealedNote<Identity>(
  "invited",
  z.object({
    provider: z.string(),
    issuer: z.string(),
    subject: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    askedAt: z.coerce.date().nullable(),
  }),
);

/**
 * U11 (b): who somebody is at the provider to which they went from an invitation, kept in this browser for the button of
 * that invitation, and for no other: it is sealed with the invitation's token.
 */
export async function keepInvited(token: string, identity: Identity): Promise<void> {
  await note.write(placeOf(token), identity);
}

/** The same, with a mark of it for the form; null when nobody came back to this invitation within 15 minutes. */
export async function readInvited(
  token: string,
): Promise<{ identity: Identity; mark: string } | null> {
  const identity = (await note.read(placeOf(token)))?.said;
  if (!identity || !listProviders().some(({ id }) => id === identity.provider)) return null;
  const { issuer, subject } = identity;
  const mark = createHash("sha256").update(JSON.stringify([token, issuer, subject]));
  return { identity, mark: mark.digest("base64url").slice(0, 22) };
}

/** Once it was linked. */
export const forgetInvited = note.forget;

function placeOf(token: string): string {
  return `invitation ${token}`;
}
