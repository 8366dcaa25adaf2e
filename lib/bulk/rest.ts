import { setTimeout as sleep } from "node:timers/promises";

/** So many rows somebody waits for: after each as much is rested as it took. */
const SHORT = 100;
/** What is rested after one of a longer run, in times that it took: pages that people wait for come first (B4). */
const SHARE = 6;
const MOST_MS = 2_000;

/** How a worker on a run makes room between two rows. */
export type Rest = (tookMs: number) => Promise<void>;

/**
 * In proportion to what the row took: where the database is slow, because others work, a run is slower still. Several runs
 * that go on beside each other take no more of it together than one.
 * @param going how many go on here
 */
export function restAmong(going: () => number): Rest {
  let rows = 0;
  return async (tookMs) => {
    rows += 1;
    const share = rows <= SHORT ? 1 : SHARE;
    await sleep(Math.min(tookMs * ((1 + share) * going() - 1), MOST_MS));
  };
}

/** Where nobody waits for a page. */
export const noRest: Rest = () => Promise.resolve();

/** Does something of a run and rests after it, also when it fails. */
export async function rested<T>(rest: Rest, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    await rest(performance.now() - began);
  }
}
