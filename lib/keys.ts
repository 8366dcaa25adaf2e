import {
  createHmac,
  createSecretKey,
  hkdfSync,
  timingSafeEqual,
  type KeyObject,
} from "node:crypto";
import type { ProductKeys } from "@/db/keys";
import { getConfig, ringOf } from "./config";

/** What a key is for; none of them can stand in for another (O20). */
export type KeyPurpose =
  | "token"
  | "code"
  | "code-hash"
  | "form-stamp"
  | "visitor"
  | "session"
  | "kept"
  | "next-auth"
  | "link-identity"
  | "second-factor"
  | "device"
  | "audit-stamp"
  | "audit-export"
  | "rate-limit"
  | "payee"
  | "database-web"
  | "database-worker";

/** A key for one purpose, and which of the ring it was derived from: no secret, and no way back to it. */
export type Key = { id: string; bytes: Buffer; signing: KeyObject };

const derived = new Map<string, Key>();

/**
 * The keys for one purpose, of every key of APP_SECRET (O20): the first one makes what is new, each of
 * them reads. This is the only place where the secret itself is used.
 */
export function keysFor(purpose: KeyPurpose): readonly [Key, ...Key[]] {
  const [first, ...former] = getConfig().APP_SECRET;
  return [keyOf(purpose, first), ...former.map((secret) => keyOf(purpose, secret))];
}

/** The key of the ring with this id; undefined when APP_SECRET does not hold it any more. */
export function keyNamed(purpose: KeyPurpose, id: string): Key | undefined {
  return keysFor(purpose).find((key) => key.id === id);
}

/** Signs a text (HMAC-SHA256), with the newest key unless said. */
export function sign(
  purpose: KeyPurpose,
  text: string | Uint8Array,
  key: Key = keysFor(purpose)[0],
): Buffer {
  return createHmac("sha256", key.signing).update(text).digest();
}

/** By which key of the ring a text was signed so; null when it was by none. */
export function signedBy(
  purpose: KeyPurpose,
  text: string | Uint8Array,
  signature: Uint8Array,
): Key | null {
  const fits = (key: Key) => {
    const right = sign(purpose, text, key);
    return right.length === signature.length && timingSafeEqual(right, signature);
  };
  return keysFor(purpose).find(fits) ?? null;
}

/** The key by which this web server or worker proves to the database that the product itself asks. */
export function databaseKey(part: keyof ProductKeys): string {
  return textOf(keysFor(`database-${part}`)[0]);
}

/**
 * The keys that a database must know, of everything that signs with a secret of the ring.
 * @param setting APP_SECRET as it is written
 */
export function databaseKeys(setting: string): ProductKeys {
  const of = (part: keyof ProductKeys) =>
    ringOf(setting).map((secret) => textOf(keyOf(`database-${part}`, secret)));
  return { web: of("web"), worker: of("worker") };
}

const textOf = ({ bytes }: Key) => bytes.toString("base64url");

function keyOf(purpose: KeyPurpose, secret: string): Key {
  const place = `${purpose} ${secret}`;
  const known = derived.get(place);
  if (known) return known;
  const [id, bytes] = [derive("id", secret, 6).toString("base64url"), derive(purpose, secret, 32)];
  const key = { id, bytes, signing: createSecretKey(bytes) };
  derived.set(place, key);
  return key;
}

/** HKDF (RFC 5869) of node's own crypto. */
function derive(purpose: string, secret: string, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `mci-customers:${purpose}`, length));
}
