import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { runAll } from "@/testing/contest";
import { post, type Outcome } from "./answers";
import { contestsOf } from "./field";
import type { Ground } from "./ground";

const LANES = 4;
/** What each of them waits between two customers. */
const PAUSE_MS = 150;
/** So many customers answer while one trouble comes and goes, at the most. */
const CUSTOMERS = { kill: 90, crash: 120, freeze: 90, end: 90 };

/** What a trouble left to tell: when good answers could be expected again, and how long ends took. */
export type Told = { outcomes: Outcome[][]; good: number[]; ends: number[] };
type Trouble = (told: Pick<Told, "ends"> & { mended: () => Promise<void> }) => Promise<void>;

/** So long good answers are waited for, before the next trouble comes. */
const PATIENCE_MS = 15_000;

/** `kill -9` of web servers and workers in turn, at random points. */
export function killing(ground: Ground, times: number): Promise<Told> {
  return meanwhile(ground, times * CUSTOMERS.kill, async () => {
    for (const part of turns(ground, times)) {
      await sleep(randomInt(50, 600));
      await part.end("SIGKILL");
      await part.start();
    }
  });
}

/** PostgreSQL is stopped at once and started again. */
export function crashing(ground: Ground, times: number): Promise<Told> {
  return meanwhile(ground, times * CUSTOMERS.crash, async ({ mended }) => {
    for (let n = 0; n < times; n++) {
      await sleep(randomInt(300, 1_500));
      await ground.postgres.crash();
      await mended();
    }
  });
}

/** PostgreSQL stands still for one to thirty seconds. */
export function freezing(ground: Ground, times: number): Promise<Told> {
  return meanwhile(ground, times * CUSTOMERS.freeze, async ({ mended }) => {
    for (let n = 0; n < times; n++) {
      await sleep(randomInt(300, 1_500));
      ground.postgres.freeze();
      await sleep(randomInt(1_000, 30_000));
      ground.postgres.thaw();
      await mended();
    }
  });
}

/** Web servers and workers in turn are asked to end, and started again. */
export function ending(ground: Ground, times: number): Promise<Told> {
  return meanwhile(ground, times * CUSTOMERS.end, async ({ ends }) => {
    for (const part of turns(ground, times)) {
      await sleep(randomInt(50, 600));
      ends.push(await part.end("SIGTERM"));
      await part.start();
    }
  });
}

function turns({ parts }: Ground, times: number) {
  return Array.from({ length: times }, (_, n) => parts[n % 4] ?? parts[0]);
}

/**
 * Customers answer one after the other while a trouble comes and goes. A person tries again until there is an answer;
 * a minute after the last trouble nothing is stuck. Fails when it had nobody left to answer.
 */
async function meanwhile(ground: Ground, count: number, trouble: Trouble): Promise<Told> {
  const contests = await contestsOf(ground, count);
  const told: Pick<Told, "good" | "ends"> = { good: [], ends: [] };
  let [over, stored] = [Infinity, 0];
  const mended = async () => {
    const from = performance.now();
    told.good.push(from);
    while (stored <= from && performance.now() < from + PATIENCE_MS) await sleep(20);
  };
  const troubled = trouble({ ...told, mended }).finally(() => (over = performance.now()));
  const answered = runAll(
    contests,
    async ({ entries: [entry] }, n) => {
      const tries: Outcome[] = [];
      if (over !== Infinity) return tries;
      do {
        const sender = n + tries.length * 100_000;
        const tried = await post(ground, entry, sender, n + tries.length, "accept");
        tries.push(tried);
        if (tried.status === 303) stored = tried.at;
        await sleep(PAUSE_MS);
      } while (tries.at(-1)?.status !== 303 && performance.now() < over + 60_000);
      return tries;
    },
    LANES,
  );
  troubled.catch(() => undefined);
  await Promise.race([troubled, answered]);
  if (over === Infinity) throw new Error("nobody was left to answer: make more customers");
  const [outcomes] = await Promise.all([answered, troubled]);
  return { ...told, outcomes: outcomes.filter((tries) => tries.length > 0) };
}
