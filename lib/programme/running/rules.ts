/** How often something runs that has this cron expression, in seconds; the ones that the schedule uses. */
export function intervalOf(cron: string): number {
  const [minute = "", hour = ""] = cron.split(" ");
  if (minute === "*") return 60;
  const every = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (every !== undefined) return Number(every) * 60;
  return hour === "*" ? 3_600 : 86_400;
}

/** So long after its turn a run may still come: a worker that was started anew, or one that is busy. */
const GRACE = 300;

/**
 * Whether what runs by the clock has missed its turn: it did not succeed for two intervals and a while.
 * @param since in seconds: when it last succeeded, and since when it is planned
 */
export function isLate(cron: string, since: { done: number | null; known: number }): boolean {
  return (since.done ?? since.known) > 2 * intervalOf(cron) + GRACE;
}
