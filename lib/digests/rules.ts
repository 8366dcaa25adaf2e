import type { Variables } from "../mail/schema";

export type DigestPlace = Variables<"digest">["places"][number];

/** K7: what is told of lies before this much ago: by then all that was written is there to be read. */
const SETTLED_MS = 120_000;
const DAY_MS = 86_400_000;

/**
 * K7: of which time a digest made at `now` tells what changed: from where the last one ended, so that nothing is
 * missing and nothing told twice, however late it is.
 * @param last when the person's last one was made; null: this is the first, of a day or a week
 */
export function changedIn(
  last: Date | null,
  now: Date,
  cadence: "daily" | "weekly",
): { since: Date; until: Date } {
  const until = new Date(now.getTime() - SETTLED_MS);
  const first = new Date(until.getTime() - (cadence === "daily" ? 1 : 7) * DAY_MS);
  // Whoever had none for months reads what is old news in the lists.
  const oldest = new Date(until.getTime() - 31 * DAY_MS);
  const from = last === null ? first : new Date(last.getTime() - SETTLED_MS);
  return { since: from < oldest ? oldest : from, until };
}

/** Whether there is anything to tell of a place. */
export function isWorthTelling({ ends, waits, changed }: DigestPlace): boolean {
  return ends.length + waits.length + changed.length > 0;
}
