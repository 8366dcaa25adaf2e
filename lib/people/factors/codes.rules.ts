import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const SECONDS = 30;
/** Without letters and digits that look alike. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** The secret of an app that shows one-time codes, of 20 bytes by chance. */
export function secretOf(bytes: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}

/** What the app reads, typed or as a picture. */
export function addressOf(secret: string, { issuer, label }: { issuer: string; label: string }) {
  return codesOf(secret, { issuer, label }).toString();
}

/**
 * Which half minute a code belongs to: now, or the one before or after it, for clocks differ. Null for any other code.
 */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = codesOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / (SECONDS * 1_000)) + delta;
}

/** A code of 118 bits that works once, of 64 bytes by chance. */
export function recoveryOf(bytes: Uint8Array): string {
  const letters = [...bytes].flatMap((byte) =>
    byte < LETTERS.length * 8 ? [LETTERS[byte % LETTERS.length]] : [],
  );
  return letters
    .slice(0, 24)
    .join("")
    .replace(/(.{4})(?=.)/g, "$1-");
}

/** All that is kept of one: nobody guesses 118 bits. However it is typed. */
export function hashRecovery(code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return createHash("sha256").update(plain).digest();
}

function codesOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ algorithm: "SHA1", digits: 6, period: SECONDS, secret, ...names });
}
