import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { keysFor, type Key, type KeyPurpose } from "./keys";

const LARGEST = 200_000;

/**
 * Encrypts a text (AES-256-GCM) so that only we can read it again, and only in the same place.
 * @param place what the text is bound to; it is checked, not kept
 */
export function seal(purpose: KeyPurpose, place: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keysFor(purpose)[0].bytes, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/**
 * Opens what `seal` closed; null for anything else, and for another purpose or place.
 * @param largest how many bytes there may be in it
 */
export function unseal(
  purpose: KeyPurpose,
  place: string,
  sealed: string,
  largest = LARGEST,
): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return null;
  for (const key of keysFor(purpose)) {
    const text = open(key, place, bytes, largest);
    if (text !== null) return text;
  }
  return null;
}

function open(key: Key, place: string, bytes: Buffer, largest: number): string | null {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const packed = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    return inflateRawSync(packed, { maxOutputLength: largest }).toString();
  } catch {
    return null;
  }
}
