import { createHash, createHmac } from "node:crypto";
import type { EmailSecrets } from "@/db/schema";
import { getConfig } from "@/lib/config";

type Secret = NonNullable<EmailSecrets[keyof EmailSecrets]>;

/** What a secret in an e-mail is for; the same id gives another secret for another purpose. */
export type TokenPurpose = Exclude<Secret["purpose"], "code">;

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

const names = ["link", "code", "off"] as const;
export type SecretName = (typeof names)[number];

/**
 * What stands in an e-mail's bytes in place of its secret with this name.
 * @param mark the e-mail's own random id of marks, made when its row was written and shown to nobody:
 * no text that somebody typed before can hold it
 */
export function markOf(mark: string, name: SecretName): string {
  return `${mark}-${name}`;
}

/** Puts an e-mail's own secrets in place of its marks, at the moment of sending and never before. */
export function fillMarks(
  stored: string,
  { mark, secrets }: { mark: string; secrets: EmailSecrets },
): string {
  return names.reduce((text, name) => {
    const secret = secrets[name];
    return secret ? text.replaceAll(markOf(mark, name), () => derive(secret)) : text;
  }, stored);
}

function derive({ purpose, id }: Secret): string {
  return purpose === "code" ? codeOf(id) : tokenOf(purpose, id);
}

function hmac(text: string): Buffer {
  return createHmac("sha256", getConfig().APP_SECRET).update(text).digest();
}
