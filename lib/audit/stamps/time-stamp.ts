import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { integer, octets, oid, partsOf, sequence, TAG, truth, type Der } from "./der";

/** What a time-stamping service (RFC 3161) said of a stamp, as it is kept: its token whole, for whoever checks the signature. */
export const timeStamp = z.object({
  stamp: z.string(),
  sha256: z.string(),
  /** When the service saw it, as it says. */
  at: z.iso.datetime(),
  /** The whole answer of the service, in base64: what `openssl ts -verify -in` takes. */
  answer: z.string(),
});
export type TimeStamp = z.output<typeof timeStamp>;

const SHA256 = "2.16.840.1.101.3.4.2.1";
const MOST = 100_000;

/**
 * Asks a time-stamping service when it saw this text. Throws when it gives no token, or one of something else.
 * @param address of the service, over http or https
 */
export async function askTimeStamp(
  address: string,
  name: string,
  kept: string,
): Promise<TimeStamp> {
  const hash = createHash("sha256").update(kept).digest();
  const nonce = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const query = sequence(
    integer(Buffer.from([1])),
    sequence(sequence(oid(SHA256), Buffer.from([0x05, 0])), octets(hash)),
    integer(nonce),
    truth,
  );
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query" },
    body: new Uint8Array(query),
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok || bytes.length > MOST)
    throw new Error(`the time-stamping service answered ${response.status}`);
  const said = readAnswer(bytes);
  if (!said) throw new Error("the time-stamping service gave no token");
  if (!said.hash.equals(hash) || !said.nonce?.equals(nonce))
    throw new Error("the time-stamping service stamped something else");
  return {
    stamp: name,
    sha256: hash.toString("hex"),
    at: said.at,
    answer: bytes.toString("base64"),
  };
}

/** Whether a kept time stamp is of this text: its token names the hash, and the time that is kept with it. */
export function isTimeStampOf(one: TimeStamp, kept: string): boolean {
  const said = readAnswer(Buffer.from(one.answer, "base64"));
  const hash = createHash("sha256").update(kept).digest();
  return said !== null && said.hash.equals(hash) && said.at === one.at;
}

/** What a granted answer says: of which hash, when, and to which question; null for anything else. */
export function readAnswer(
  bytes: Buffer,
): { hash: Buffer; at: string; nonce: Buffer | null } | null {
  try {
    const [status, token] = inside(partsOf(bytes)[0]);
    const [granted = 2, ...more] = bytesOf(inside(status)[0]);
    if (more.length > 0 || granted > 1) return null;
    const signedData = inside(inside(inside(token)[1])[0]);
    const content = inside(signedData[2])[1];
    const info = inside(partsOf(bytesOf(inside(content)[0]))[0]);
    const hash = bytesOf(inside(info[2])[1]);
    const at = instantOf(bytesOf(info[4]).toString("latin1"));
    const nonce = info.slice(5).find(({ tag }) => tag === TAG.integer)?.value ?? null;
    return at === null ? null : { hash, at, nonce };
  } catch {
    return null;
  }
}

const inside = (one: Der | undefined) => partsOf(bytesOf(one));

function bytesOf(one: Der | undefined): Buffer {
  if (!one) throw new Error("a part is missing");
  return one.value;
}

/** GeneralizedTime, as `20260310090000.123Z`. */
function instantOf(text: string): string | null {
  const [, year, month, day, hour, minute, second, fraction = ""] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text) ?? [];
  if (!second) return null;
  const at = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`,
  );
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
