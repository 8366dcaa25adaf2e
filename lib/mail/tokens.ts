import { createHash } from "node:crypto";
import type { EmailSecrets } from "@/db/schema";
import { keyNamed, keysFor, sign, type Key } from "@/lib/keys";

type Secret = NonNullable<EmailSecrets[keyof EmailSecrets]>;

/** What a secret in an e-mail is for; the same id gives another secret for another purpose. */
export type TokenPurpose = Exclude<Secret["purpose"], "code">;

/** The token of a link: 32 bytes that only the holder of the key can derive; the newest key unless said. */
export function tokenOf(purpose: TokenPurpose, id: string, key?: Key): string {
  return sign("token", `${purpose}:${id}`, key).toString("base64url");
}

/** SHA-256 of a token: all that is ever stored of it. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The six digits of a code, derived like a token. */
export function codeOf(id: string, key?: Key): string {
  return String(sign("code", id, key).readUInt32BE(0) % 1_000_000).padStart(6, "0");
}

/**
 * A secret that an e-mail will carry, and the key of the ring that it comes from: an e-mail that waits
 * goes out with the same one after another key came first (O20).
 */
export function secretFor(purpose: Secret["purpose"], id: string): Secret {
  return { purpose, id, key: keysFor("token")[0].id };
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

/**
 * Puts an e-mail's own secrets in place of its marks, at the moment of sending and never before.
 * Throws when APP_SECRET does not hold the key any more that they come from.
 */
export function fillMarks(
  stored: string,
  { mark, secrets }: { mark: string; secrets: EmailSecrets },
): string {
  return names.reduce((text, name) => {
    const secret = secrets[name];
    return secret ? text.replaceAll(markOf(mark, name), () => derive(secret)) : text;
  }, stored);
}

/** Whether APP_SECRET still holds the keys that an e-mail's secrets come from. */
export function holdsKeys(secrets: EmailSecrets): boolean {
  return Object.values(secrets).every(({ key }) => keyNamed("token", key) !== undefined);
}

/** The secret itself. Throws when APP_SECRET does not hold the key any more that it comes from. */
export function derive({ purpose, id, key: named }: Secret): string {
  const key = keyNamed(purpose === "code" ? "code" : "token", named);
  if (!key) throw new Error(`APP_SECRET does not hold the key ${named} that an e-mail waits for`);
  return purpose === "code" ? codeOf(id, key) : tokenOf(purpose, id, key);
}
