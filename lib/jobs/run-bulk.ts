import { z } from "zod";
import type { Database } from "@/db/client";
import { workRun } from "../bulk/work";
import { readClock } from "../time/clock";
import { jobContext } from "./context";

const data = z.object({ id: z.guid() });

/** A run of many rows is looked at, or done; throws when it has to be tried again later. */
export async function runBulk(db: Database, input: unknown): Promise<void> {
  await workRun(jobContext(db, "run-bulk"), data.parse(input).id, readClock);
}
