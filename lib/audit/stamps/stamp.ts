import { createHash } from "node:crypto";
import { z } from "zod";
import { sign, signedBy } from "../../keys";

export type Head = { chain: string; seq: number; hash: string };

const head = z.tuple([z.string(), z.number(), z.string()]);
const body = z.object({
  installation: z.string(),
  at: z.iso.datetime(),
  /** The names of the stamps that stood last when this one was made; empty for the first. */
  after: z.array(z.string()),
  /** Every head when true, else those that moved on since the stamps before. */
  whole: z.boolean(),
  heads: z.array(head),
});
const signed = z.object({ body: z.string(), signature: z.string() });

export type Stamp = z.output<typeof body>;

/** Stamps that were made with a former key, each with the SHA-256 of what is kept, signed with a later one (O20). */
export const countersignature = z.object({
  installation: z.string(),
  at: z.iso.datetime(),
  stamps: z.array(z.tuple([z.string(), z.string()])),
});
export type Countersignature = z.output<typeof countersignature>;

/** A stamp as it is kept: its text, signed. Ids and hashes alone, nothing about anybody. */
export function seal(stamp: Stamp | Countersignature): string {
  const text = JSON.stringify(stamp);
  return `${JSON.stringify({ body: text, signature: sign("audit-stamp", text).toString("hex") })}\n`;
}

/** A kept stamp, and the id of the key that signed it; null for the key when APP_SECRET holds it not. */
export type Unsealed = { stamp: Stamp; key: string | null };

/** Reads a kept stamp; null when it is none. */
export function unseal(kept: string): Unsealed | null {
  return open(kept, body);
}

/** What was signed as `sealed` does, and by which key; null when it is nothing of this kind. */
export function open<T extends z.ZodType>(
  kept: string,
  of: T,
): { stamp: z.output<T>; key: string | null } | null {
  try {
    const { body: text, signature } = signed.parse(JSON.parse(kept));
    const by = signedBy("audit-stamp", text, Buffer.from(signature, "hex"));
    return { stamp: of.parse(JSON.parse(text)), key: by?.id ?? null };
  } catch {
    return null;
  }
}

/** A name under which stamps stand in the order of their time, and never two under one. */
export function nameOf(stamp: Stamp, kept: string): string {
  const print = createHash("sha256").update(kept).digest("hex").slice(0, 12);
  return `${stamp.at.slice(0, 7)}/${stamp.at.replaceAll(":", "")}-${print}.json`;
}

/** Whether what is kept under a name is what was kept there first. */
export function fits(name: string, kept: string): boolean {
  return name.endsWith(`-${createHash("sha256").update(kept).digest("hex").slice(0, 12)}.json`);
}
