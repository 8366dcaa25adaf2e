import { openDatabase, type Database } from "@/db/client";
import { getConfig } from "@/lib/config";
import { databaseKey } from "@/lib/keys";
import { askerOf, currentTrace } from "@/lib/trace";
import { throwOn } from "./unavailable";

/** So long one thing may take the database. */
const PATIENCE_MS = 2_500;
/** And all that one customer asks for: with the page that says so they have an answer within three seconds. */
const ANSWER_MS = 2_250;

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
 * What this request asks is answered 2.25 seconds after it came, or says that it passes (503) where the database stands
 * still by then: for whoever asks little, and should not wait twice for one that stands still again.
 */
export function answerSoon(): void {
  const trace = currentTrace();
  if (trace) trace.until = (trace.came ?? performance.now()) + ANSWER_MS;
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
