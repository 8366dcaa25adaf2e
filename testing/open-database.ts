import { openDatabase, type Database } from "@/db/client";
import { databaseKeys } from "@/lib/keys";
import { TEST_SECRET } from "./secret";

type Urls = { webUrl: string; workerUrl: string };
type Options = { max: number; timeoutMs: number };

// Of the secret itself: the settings are read once, and suites set some before that.
const keys = databaseKeys(TEST_SECRET);

/** As the web server has it. */
export function openWeb({ webUrl }: Pick<Urls, "webUrl">, options: Options): Database {
  return openDatabase(webUrl, { ...options, key: keys.web[0] ?? "", pipeline: true });
}

/** What people do, as the web server does it; what the product does by itself, as the worker. */
export function openBoth(urls: Urls, options: Options): Database {
  const web = openWeb(urls, options);
  const worker = openDatabase(urls.workerUrl, { ...options, key: keys.worker[0] ?? "" });
  return {
    transaction: (scope, work, how) =>
      (["system", "import", "run", "reader"].includes(scope.actor) ? worker : web).transaction(
        scope,
        work,
        how,
      ),
    become: (db, scope) => web.become(db, scope),
    query: (text, values) => web.query(text, values),
    connections: () => web.connections(),
    async close() {
      await Promise.all([web.close(), worker.close()]);
    },
  };
}
