import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/** What `migrations/released.json` keeps of a migration, so that it is not edited after its release. */
export function hashOfMigration(tag: string): string {
  const file = path.join(__dirname, "migrations", `${tag}.sql`);
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
