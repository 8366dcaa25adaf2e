import { createHmac } from "node:crypto";
import type { ProductKeys } from "@/db/keys";
import { getConfig } from "./config";

/** The key by which this web server or worker proves to the database that the product itself asks. */
export function databaseKey(part: keyof ProductKeys): string {
  return keyOf(part, getConfig().APP_SECRET);
}

/** The keys that a database must know, of everything that signs with this secret. */
export function databaseKeys(secret: string): ProductKeys {
  return { web: [keyOf("web", secret)], worker: [keyOf("worker", secret)] };
}

function keyOf(part: keyof ProductKeys, secret: string): string {
  return createHmac("sha256", secret).update(`key:database-${part}`).digest("base64url");
}
