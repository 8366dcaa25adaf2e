import { z } from "zod";
import type { Database } from "@/db/client";
import { restAmong } from "../bulk/rest";
import { workRun } from "../bulk/work";
import { readClock } from "../time/clock";
import { jobContext } from "./context";

const data = z.object({ id: z.guid() });

/** How many runs this process works on at once: a long one holds up nobody else's dry run. */
export const RUNS_AT_ONCE = 3;
let going = 0;

/** A run of many rows is looked at, or done; throws when it has to be tried again later. */
export async function runBulk(db: Database, input: unknown): Promise<void> {
  going += 1;
  try {
    await workRun(
      jobContext(db, "run-bulk"),
      data.parse(input).id,
      readClock,
      restAmong(() => going),
    );
  } finally {
    going -= 1;
  }
}
