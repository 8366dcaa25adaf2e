import { createHash, createHmac } from "node:crypto";
import { getConfig } from "@/lib/config";

/** What a secret in an e-mail is for; the same id gives another secret for another purpose. */
export type TokenPurpose = "consent" | "survey" | "sign-in" | "reminders-off";

/** The token of a link: 32 bytes that only the holder of the application's secret can derive. */
export function tokenOf(purpose: TokenPurpose, id: string): string {
  return hmac(`token:${purpose}:${id}`).toString("base64url");
}

/** SHA-256 of a token: all that is ever stored of it. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The six digits of a code, derived like a token. */
export function codeOf(id: string): string {
  return String(hmac(`code:${id}`).readUInt32BE(0) % 1_000_000).padStart(6, "0");
}

/** What stands in stored bytes in place of a token or a code. */
export const placeholder = {
  token: (purpose: TokenPurpose, id: string) => `{{token:${purpose}:${id}}}`,
  code: (id: string) => `{{code:${id}}}`,
};

/** Puts tokens and codes into stored bytes, at the moment of sending and never before. */
export function fillPlaceholders(stored: string): string {
  return stored
    .replace(
      /\{\{token:(consent|survey|sign-in|reminders-off):([0-9a-f-]{36})\}\}/g,
      (_, purpose: TokenPurpose, id: string) => tokenOf(purpose, id),
    )
    .replace(/\{\{code:([0-9a-f-]{36})\}\}/g, (_, id: string) => codeOf(id));
}

function hmac(text: string): Buffer {
  return createHmac("sha256", getConfig().APP_SECRET).update(text).digest();
}
