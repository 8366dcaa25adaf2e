import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { readClock } from "@/lib/time/clock";
import { runAll } from "@/testing/contest";
import { openBoth } from "@/testing/open-database";
import { insist, post, type Outcome } from "./answers";
import { contestsOf } from "./field";
import type { Ground } from "./ground";

/** Two of them want the same thing, at the same time. */
export const rivals: Record<string, (ground: Ground, count: number) => Promise<Outcome[][]>> = {
  "two partners' customers accept at once": async (ground, count) =>
    runAll(await contestsOf(ground, count, { partners: 2 }), ({ entries }, n) =>
      together(entries.map((entry, k) => insist(ground, entry, n, (n + k) % 2, "accept"))),
    ),
  "accept and decline at once": async (ground, count) =>
    runAll(await contestsOf(ground, count), ({ entries: [entry] }, n) =>
      together([insist(ground, entry, n, 0, "accept"), insist(ground, entry, n, 1, "decline")]),
    ),
  "accept at the deadline, which passes": atDeadline,
  "one form ten times at once": async (ground, count) =>
    runAll(
      await contestsOf(ground, count),
      ({ entries: [entry] }, n) =>
        together(
          Array.from({ length: 10 }, (_, k) =>
            insist(ground, entry, n, k % 2, n % 2 === 0 ? "accept" : "decline"),
          ),
        ),
      2,
    ),
};

async function together(answers: Promise<Outcome[]>[]): Promise<Outcome[]> {
  return (await Promise.all(answers)).flat();
}

async function atDeadline(ground: Ground, count: number): Promise<Outcome[][]> {
  const db = openBoth(ground.urls, { max: 4, timeoutMs: 20_000 });
  const outcomes: Outcome[][] = [];
  try {
    for (let done = 0; done < count; done += 20) {
      const due = new Date(readClock().getTime() + 1_500);
      const batch = await contestsOf(ground, Math.min(20, count - done), { due });
      const answers = runAll(
        batch,
        async ({ entries: [entry] }, n) => {
          await sleep(Math.max(0, due.getTime() + randomInt(-60, 30) - readClock().getTime()));
          return [await post(ground, entry, done + n, n, "accept")];
        },
        20,
      );
      while (readClock().getTime() < due.getTime() + 400) {
        await endLapsed({
          actor: { kind: "system", name: "torture" },
          now: readClock(),
          db,
        });
        await sleep(20);
      }
      outcomes.push(...(await answers));
    }
  } finally {
    await db.close();
  }
  return outcomes;
}
