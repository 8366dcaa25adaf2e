import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { getConfig } from "../../config";

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

/** A stamp as it is kept: its text, signed. Ids and hashes alone, nothing about anybody. */
export function seal(stamp: Stamp): string {
  const text = JSON.stringify(stamp);
  return `${JSON.stringify({ body: text, signature: sign(text).toString("hex") })}\n`;
}

/** Reads a kept stamp; null when it was not made with this installation's secret, or was changed. */
export function unseal(kept: string): Stamp | null {
  try {
    const { body: text, signature } = signed.parse(JSON.parse(kept));
    const expected = sign(text);
    const given = Buffer.from(signature, "hex");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return body.parse(JSON.parse(text));
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

/** With a key of its own, so that no other signature of the product can be taken for a stamp. */
function sign(text: string): Buffer {
  const key = createHmac("sha256", getConfig().APP_SECRET).update("key:audit-stamp").digest();
  return createHmac("sha256", key).update(text).digest();
}
