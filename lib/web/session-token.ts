import { sign, signedBy } from "@/lib/keys";

/**
 * What the session cookie says: which row of `sessions`, whose, until when at the latest, and the secret that
 * proves it to the database (43 characters of base64url).
 */
export type SessionPointer = { sessionId: string; userId: string; expiresAt: Date; secret: string };

const BODY = 16 + 16 + 6 + 32;
const MAC = 32;

/** The session cookie's value: two ids, an instant and a secret, signed (HMAC-SHA256), not encrypted. */
export function encodeSession({ sessionId, userId, expiresAt, secret }: SessionPointer): string {
  const body = Buffer.alloc(BODY);
  body.write(hexOf(sessionId), 0, "hex");
  body.write(hexOf(userId), 16, "hex");
  body.writeUIntBE(expiresAt.getTime(), 32, 6);
  body.write(secret, 38, "base64url");
  return Buffer.concat([body, sign("session", body)]).toString("base64url");
}

/**
 * Reads a session cookie. Null unless we signed it; whether it is still in time is for the caller
 * and whether the session still stands is for the database.
 */
export function decodeSession(value: string | undefined): SessionPointer | null {
  if (!value || value.length > 200) return null;
  const bytes = Buffer.from(value, "base64url");
  if (bytes.length !== BODY + MAC) return null;
  const body = bytes.subarray(0, BODY);
  if (!signedBy("session", body, bytes.subarray(BODY))) return null;
  return {
    sessionId: uuidOf(body.subarray(0, 16)),
    userId: uuidOf(body.subarray(16, 32)),
    expiresAt: new Date(body.readUIntBE(32, 6)),
    secret: body.subarray(38).toString("base64url"),
  };
}

function hexOf(uuid: string): string {
  return uuid.replaceAll("-", "");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
