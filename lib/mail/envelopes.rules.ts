import type { Template } from "./schema";
import { unlinked } from "./unlinked.rules";

/** B6: the e-mail that lists several of a run's. What is not here goes out by itself. */
export const listed: Readonly<Record<string, Template>> = {
  "consent-request": "consent-requests",
};

/** B6: how many requests one e-mail of a run lists; more make a further one. */
export const MOST_ITEMS = 20;
/** What the items of one may take of its text part, which stays below 30 KB whatever customers are called. */
const MOST_BYTES = 22_000;
/** The words, the address and the number around an item's names. */
const AROUND = 400;
/** So long the first of a run's e-mails to somebody waits for others while the run is at work. */
export const GATHER_MS = 10 * 60_000;

type Item = { id: string; engagementName: string; tenantName: string };

/** B6: what one person is asked in a run, as it goes out: in order, as few e-mails as hold it. */
export function parcels<T extends Item>(items: readonly T[]): T[][] {
  const all: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = AROUND + bytesOf(item.engagementName) + bytesOf(item.tenantName);
    const last = all.at(-1);
    if (last && last.length < MOST_ITEMS && bytes <= room) {
      last.push(item);
      room -= bytes;
    } else {
      all.push([item]);
      room = MOST_BYTES - bytes;
    }
  }
  return all;
}

/** B6: whether what a run wrote to somebody may go out: the run rests, or the first of it has waited long enough. */
export function isGathered(run: { state: string }, first: Date, now: Date): boolean {
  return run.state !== "running" || now.getTime() - first.getTime() >= GATHER_MS;
}

function bytesOf(name: string): number {
  return Buffer.byteLength(unlinked(name));
}
