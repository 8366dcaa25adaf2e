import { openDatabase, type Database } from "@/db/client";
import { getConfig } from "@/lib/config";

const kept: { database?: Database } = {};

/** The pool of this web process. A frozen database fails a request within 3 seconds. */
export function getDatabase(): Database {
  kept.database ??= openDatabase(getConfig().APP_DATABASE_URL, {
    max: getConfig().DATABASE_POOL,
    timeoutMs: 2_500,
  });
  return kept.database;
}
