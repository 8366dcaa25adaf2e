import { getConfig } from "@/lib/config";
import { openDatabase } from "@/db/client";
import { runBulk } from "@/lib/jobs/run-bulk";
import { databaseKey } from "@/lib/keys";

/** A worker of its own that does one run, to be killed while it does. */
const db = openDatabase(getConfig().APP_DATABASE_URL, {
  ...{ max: 2, timeoutMs: 20_000, key: databaseKey("worker") },
});
void runBulk(db, { id: process.argv[2] }).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
