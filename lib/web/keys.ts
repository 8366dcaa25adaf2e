import { createHmac } from "node:crypto";
import { getConfig } from "@/lib/config";

/** What a key of the web hinge is for; none of them can stand in for another. */
export type KeyPurpose = "session" | "kept" | "next-auth";

const keys = new Map<KeyPurpose, Buffer>();

/** A key of 32 bytes for one purpose, derived from the application's secret. */
export function keyOf(purpose: KeyPurpose): Buffer {
  let key = keys.get(purpose);
  if (!key) {
    key = createHmac("sha256", getConfig().APP_SECRET).update(`key:${purpose}`).digest();
    keys.set(purpose, key);
  }
  return key;
}
