import { statfs } from "node:fs/promises";
import type { Database } from "@/db/client";
import { getConfig } from "../config";
import { reading } from "../ctx";
import { metrics } from "../metrics/metrics";
import { readRunningFigures } from "../programme/running/queries";
import { isLate } from "../programme/running/rules";
import { jobContext } from "./context";

/** So long the figures of the database count as fresh, however often a monitor asks. */
const FRESH_MS = 15_000;

/** Gives what brings the figures of the whole installation up to date (O16), for the worker's `/metrics`. */
export function figuresOf(db: Database): () => Promise<void> {
  let read = -Infinity;
  return async () => {
    if (performance.now() - read < FRESH_MS) return;
    const { figuresRead } = metrics();
    try {
      await bringUpToDate(db);
      figuresRead.set(1);
      read = performance.now();
    } catch (error) {
      figuresRead.set(0);
      throw error;
    }
  };
}

async function bringUpToDate(db: Database): Promise<void> {
  const figures = await reading(jobContext(db, "figures"), readRunningFigures);
  const {
    queued,
    queueAge,
    scheduleAge,
    scheduleLate,
    emails,
    late,
    lateSeconds,
    monthsAhead,
    monthStrays,
    databaseBytes,
    diskFree,
  } = metrics();
  for (const { name: queue, oldest, ...counts } of figures.queues) {
    for (const [state, n] of Object.entries(counts)) queued.set({ queue, state }, n);
    queueAge.set({ queue }, oldest ?? 0);
  }
  for (const { name: queue, cron, done, known } of figures.schedules) {
    // One that never succeeded has no age.
    if (done !== null) scheduleAge.set({ queue }, done);
    scheduleLate.set({ queue }, Number(isLate(cron, { done, known })));
  }
  emails.reset();
  for (const [state, n] of Object.entries(figures.emails)) emails.set({ state }, n);
  for (const { clock, late: n, seconds } of figures.clocks) {
    late.set({ clock }, n);
    lateSeconds.set({ clock }, seconds ?? 0);
  }
  for (const { table, ahead, strays } of figures.months) {
    monthsAhead.set({ table }, ahead);
    monthStrays.set({ table }, strays);
  }
  databaseBytes.set(figures.bytes);
  const disk = await statfs(getConfig().FILES_DIR).catch(() => null);
  if (disk) diskFree.set(disk.bavail * disk.bsize);
}
