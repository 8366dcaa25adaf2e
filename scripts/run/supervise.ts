import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./settings";

/** Something that runs until it is stopped, or ends by itself. */
export type Runner = {
  /** Resolves with a word on how it ended. */
  ended: Promise<string>;
  /** Asks it to finish what it does, and waits for that. */
  stop: () => Promise<void>;
  kill: () => void;
};

export type Supervised = {
  /** Fulfilled with a sentence when it died too often. */
  gaveUp: Promise<string>;
  /** Stops it, and starts it no more. */
  stop: () => Promise<void>;
  kill: () => void;
};

/** Pauses in milliseconds before it is started again: twice as long after each quick death. */
const usual = { first: 250, longest: 10_000, deaths: 5, within: 300_000 };

/**
 * Keeps something running: what ends by itself is started again after a pause. After so many deaths
 * within five minutes it gives up and says where to look: also what lives a while each time.
 * @param start may be asynchronous; what it throws counts as a death
 */
export function supervise(
  { name, log }: { name: string; log: string },
  start: () => Runner | Promise<Runner>,
  limits: Partial<typeof usual> = {},
): Supervised {
  const { first, longest, deaths, within } = { ...usual, ...limits };
  const stopping = new AbortController();
  const isOver = () => stopping.signal.aborted;
  let running: Runner | undefined;
  let giveUp: (sentence: string) => void = () => undefined;
  const gaveUp = new Promise<string>((resolve) => (giveUp = resolve));

  const keep = async () => {
    const died: number[] = [];
    while (!isOver()) {
      const how = await begin();
      if (isOver()) return;
      const now = performance.now();
      died.push(now);
      while (now - (died[0] ?? now) > within) died.shift();
      if (died.length >= deaths) {
        const often = `${deaths} times within ${Math.round(within / 60_000)} minutes`;
        return giveUp(`The ${name} ended by itself ${often} (${how}): see ${log}.`);
      }
      say(`The ${name} ended by itself (${how}) and is started again; its log: ${log}`);
      const pause = Math.min(first * 2 ** (died.length - 1), longest);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const begin = async (): Promise<string> => {
    try {
      running = await start();
      if (isOver()) await running.stop();
      return await running.ended;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  const kept = keep();
  return {
    gaveUp,
    async stop() {
      stopping.abort();
      await running?.stop();
      await kept;
    },
    kill() {
      stopping.abort();
      running?.kill();
    },
  };
}
