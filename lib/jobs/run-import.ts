import { z } from "zod";
import { openDatabase, type Database } from "@/db/client";
import { getConfig } from "../config";
import { workImport } from "../imports/work";
import { databaseKey } from "../keys";
import { readClock } from "../time/clock";
import { askerOf } from "../trace";
import { jobContext } from "./context";

const data = z.object({ id: z.guid() });
/** A large file is compared by statements that take longer than any other of the worker's. */
const STATEMENT_MS = 3_600_000;

/** An import is looked at, or taken in; throws when it has to be tried again later. */
export async function runImport(_: Database, input: unknown): Promise<void> {
  const { id } = data.parse(input);
  const db = openDatabase(getConfig().APP_DATABASE_URL, {
    ...{ max: 2, timeoutMs: STATEMENT_MS, key: databaseKey("worker") },
    asker: askerOf("worker"),
  });
  try {
    await workImport(jobContext(db, "run-import"), id, readClock);
  } finally {
    await db.close();
  }
}
