import { createCipheriv, randomBytes } from "node:crypto";
import { keysFor, sign, type Key } from "../../keys";
import type { Account } from "./rules";

/** Which version of which location's payee profile an account belongs to: it can be read in no other. */
export type AccountPlace = { partnerId: string; locationId: string; version: number };
export type SealedAccount = { keyId: string; sealed: Buffer; proof: string };

/**
 * P28, O20: encrypts an account (AES-256-GCM) with a key that is for this alone, bound to its version,
 * and makes the keyed hash by which the audit log knows it.
 */
export function sealAccount(place: AccountPlace, account: Account): SealedAccount {
  const [key] = keysFor("payee");
  const text = JSON.stringify(account);
  const proof = sign("payee", `${placeText(place)} ${text}`, key).toString("base64url");
  return { ...sealText(place, text, key), proof: `${key.id}.${proof}` };
}

/** The bytes alone: the nonce, the tag, what was encrypted. */
export function sealText(
  place: AccountPlace,
  text: string,
  key: Key,
): Omit<SealedAccount, "proof"> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(Buffer.from(placeText(place)));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { keyId: key.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) };
}

export function placeText({ partnerId, locationId, version }: AccountPlace): string {
  return `payee ${partnerId} ${locationId} ${String(version)}`;
}
