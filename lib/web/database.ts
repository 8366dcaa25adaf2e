import { openDatabase, type Database } from "@/db/client";
import { getConfig } from "@/lib/config";
import { databaseKey } from "@/lib/keys";
import { askerOf, currentTrace } from "@/lib/trace";
import { throwOn } from "./unavailable";

/** So long one thing may take the database; and all that one customer asks for. */
const PATIENCE_MS = 2_500;

/** One for the process: pages, routes and what sees it are built apart. */
const kept = globalThis as { webDatabase?: Database };

/**
 * The pool of this web process. A frozen database fails a request after 2.5 seconds; the answer then
 * says that it passes (503).
 */
export function getDatabase(): Database {
  kept.webDatabase ??= open();
  return kept.webDatabase;
}

/**
 * What this request asks is answered 2.5 seconds after it came, or says that it passes (503): for whoever asks little and
 * should not wait twice for a database that stands still again. However busy this process was, a second is left.
 */
export function answerSoon(): void {
  const trace = currentTrace();
  if (!trace) return;
  const now = performance.now();
  trace.until = Math.max((trace.came ?? now) + PATIENCE_MS, now + 1_000);
}

function open(): Database {
  const database = openDatabase(getConfig().APP_DATABASE_URL, {
    max: getConfig().DATABASE_POOL,
    timeoutMs: PATIENCE_MS,
    key: databaseKey("web"),
    pipeline: true,
    asker: askerOf("web"),
    until: () => currentTrace()?.until,
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
