import { openDatabase, type Database } from "@/db/client";
import { getConfig } from "@/lib/config";
import { databaseKey } from "@/lib/keys";
import { askerOf, currentTrace } from "@/lib/trace";
import { throwOn } from "./unavailable";

const kept: { database?: Database } = {};

/**
 * The pool of this web process. A frozen database fails a request within 3 seconds; the answer then
 * says that it passes (503).
 */
export function getDatabase(): Database {
  kept.database ??= open();
  return kept.database;
}

function open(): Database {
  const database = openDatabase(getConfig().APP_DATABASE_URL, {
    max: getConfig().DATABASE_POOL,
    timeoutMs: 2_500,
    key: databaseKey("web"),
    pipeline: true,
    asker: askerOf("web"),
  });
  return {
    ...database,
    transaction: (scope, work, options) => {
      const trace = currentTrace();
      if (trace && scope.actor === "person" && options?.readOnly !== true) trace.wrote = "now";
      return database.transaction(scope, work, options).catch(throwOn);
    },
    query: (text, values) => database.query<never>(text, values).catch(throwOn),
  };
}
