import { getConfig } from "@/lib/config";
import { openDatabase } from "@/db/client";
import { runImport } from "@/lib/jobs/run-import";

/** A worker of its own that takes one import in, to be killed while it does. */
const db = openDatabase(getConfig().APP_DATABASE_URL, { max: 1, timeoutMs: 20_000 });
void runImport(db, { id: process.argv[2] }).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
