import { sql } from "drizzle-orm";
import { z } from "zod";
import { emailStates } from "@/db/schema";
import type { Tx } from "../../ctx";

const count = z.coerce.number().int().nonnegative();
const some = z.number().nullable();

const figures = z.object({
  database: z.string(),
  bytes: count,
  queues: z.array(
    z.object({
      name: z.string(),
      ready: count,
      later: count,
      active: count,
      failed: count,
      oldest: some,
    }),
  ),
  schedules: z.array(
    z.object({
      name: z.string(),
      cron: z.string(),
      known: z.number(),
      done: some,
      took: some,
      failed: some,
    }),
  ),
  months: z.array(z.object({ table: z.string(), ahead: count, strays: count })),
  emails: z.partialRecord(z.enum(emailStates), count),
  clocks: z.array(
    z.object({ clock: z.enum(["rounds", "claims", "untold"]), late: count, seconds: some }),
  ),
});

/** How the installation runs (O16, O18): counts and ages in seconds, nothing of anybody's. */
export type RunningFigures = z.output<typeof figures>;

/** Those figures, as of now; for the worker and for staff alone. */
export async function readRunningFigures(tx: Tx): Promise<RunningFigures> {
  const now = tx.now.toISOString();
  const { rows } = await tx.db.execute(sql`select running_figures(${now}::timestamptz) as figures`);
  return z.tuple([z.object({ figures })]).parse(rows)[0].figures;
}
