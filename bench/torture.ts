import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { WHOLE, WHOLENESS } from "@/testing/contest";
import { asAdmin } from "@/testing/server";
import { failover } from "./failover";
import { quantile } from "./process";
import type { Outcome } from "./torture/answers";
import { rivals } from "./torture/contests";
import { crashing, ending, freezing, killing, type Told } from "./torture/faults";
import { makeGround, type Ground } from "./torture/ground";
import { restoring } from "./torture/restore";
import { rolling } from "./torture/rolling";

/**
 * `npm run torture`: the product, as it is run for real, answers while rivals, doubles, the deadline and all kinds of
 * trouble come in between; then the random suites, of which CI tries a share, at their whole size. Prints what was found,
 * and fails when anything is not whole.
 * Arguments: `--contests=2000` of each kind, `--kills=200` of web servers and workers, `--crashes=50` and `--freezes=30` of
 * PostgreSQL, `--ends=100` by a signal; `--only=deadline`: the kinds whose names have this word, and no suites.
 * `failover`: the primary is lost (`failover.ts`), and nothing else. `rolling --from=../before/dist`: from an older artefact
 * to this one while people work (`torture/rolling.ts`), and nothing else. `restore`: a million rows are backed up and
 * restored (`torture/restore.ts`), and nothing else.
 */
const options = Object.fromEntries(
  process.argv
    .slice(2)
    .map((argument) => argument.replace(/^--/, "").split("=") as [string, string]),
);
const count = (name: string, otherwise: number) => Number(options[name] ?? otherwise);
const found: Record<string, unknown>[] = [];

/** What may be answered besides a stored answer (303), and what else is held: in milliseconds. */
type Held = { answers: number[]; slowest?: number; goodAgain?: number; ends?: number };
type Kind = { name: string; held: Held; run: (ground: Ground) => Promise<Told> };

/** Only an answer that never came, or one that says to try again. */
const tryAgain = [0, 503];

function kinds(): Kind[] {
  const [kills, crashes] = [count("kills", 200), count("crashes", 50)];
  const [freezes, ends] = [count("freezes", 30), count("ends", 100)];
  return [
    ...Object.entries(rivals).map(([name, run]) => ({
      name,
      held: { answers: [503] },
      run: async (ground: Ground) => ({
        outcomes: await run(ground, count("contests", 2_000)),
        good: [],
        ends: [],
      }),
    })),
    {
      name: `kill -9 of web servers and workers, ${kills} times`,
      held: { answers: tryAgain },
      run: (ground) => killing(ground, kills),
    },
    {
      name: `PostgreSQL stopped at once, ${crashes} times`,
      held: { answers: [503], goodAgain: 5_000 },
      run: (ground) => crashing(ground, crashes),
    },
    {
      name: `PostgreSQL frozen, ${freezes} times`,
      held: { answers: [503], slowest: 3_000 },
      run: (ground) => freezing(ground, freezes),
    },
    {
      name: `web servers and workers ended by a signal, ${ends} times`,
      held: { answers: [], ends: 10_000 },
      run: (ground) => ending(ground, ends),
    },
  ];
}

const drills: Record<string, () => Promise<void>> = {
  failover,
  restore: restoring,
  rolling: () => rolling(options.from ?? "../before/dist"),
};
const drill = drills[process.argv[2] ?? ""];
void (drill ?? main)()
  .then(() => {
    if (!drill && options.only === undefined) runWholeSuites();
  })
  .catch((error: unknown) => {
    console.log(error);
    process.exitCode = 1;
  });

async function main(): Promise<void> {
  const ground = await makeGround();
  console.log(ground.pooled ? "PgBouncer stands between." : "PgBouncer is not there.");
  try {
    for (const kind of kinds().filter(({ name }) => name.includes(options.only ?? "")))
      await measure(kind, ground);
    console.table(found);
    if (found.some((row) => row.whole !== "yes")) process.exitCode = 1;
  } finally {
    await ground.clear();
  }
}

/** Every suite that asks how often it is to try. */
function runWholeSuites(): void {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/jest/bin/jest.js", "--findRelatedTests", "testing/tries.ts"],
    { stdio: "inherit", env: { ...process.env, WHOLE: "1" } },
  );
  if (status !== 0) process.exitCode = 1;
}

/** Runs one kind, then looks whether everything is whole and every stored answer is still there. */
async function measure({ name, held, run }: Kind, ground: Ground): Promise<void> {
  const from = performance.now();
  const { outcomes, good, ends } = await run(ground);
  const seconds = Math.round((performance.now() - from) / 1_000);
  const stuck = await unsent(ground);
  const { lost, faults } = await lookAfter(ground, outcomes.flat());
  const all = outcomes.flat();
  const wrong = all.filter(({ status }) => status !== 303 && !held.answers.includes(status));
  const silent = outcomes.filter((tries) => tries.every(({ status }) => status !== 303)).length;
  const times = all.map(({ ms }) => ms);
  const again = good.map((at) => againAfter(at, all));
  const late = [
    [times, held.slowest],
    [again, held.goodAgain],
    [ends, held.ends],
  ] as const;
  const tooLate = late.some(([took, most]) => most !== undefined && Math.max(0, ...took) > most);
  const whole =
    faults.length === 0 && lost + silent + wrong.length + stuck === 0 && !tooLate ? "yes" : "NO";
  found.push({
    kind: name,
    customers: outcomes.length,
    answers: all.length,
    acknowledged: all.filter(({ status }) => status === 303).length,
    "never acknowledged": silent,
    "acknowledged, then lost": lost,
    statuses: tally(all.map(({ status }) => status)),
    "e-mails left": stuck,
    "p95 ms": Math.round(quantile(times, 0.95)),
    "slowest ms": Math.round(Math.max(...times)),
    ...(again.length > 0 && { "good again after, at most, ms": Math.round(Math.max(...again)) }),
    ...(ends.length > 0 && { "out after, at most, ms": Math.round(Math.max(...ends)) }),
    seconds,
    whole,
    ...(faults.length > 0 && { faults: JSON.stringify(faults) }),
  });
  console.log(JSON.stringify(found.at(-1)));
}

function tally(statuses: number[]): string {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, times]) => `${status} × ${times}`).join(", ");
}

/** How long it took from then until an answer was stored that was sent after it. */
function againAfter(at: number, all: Outcome[]): number {
  const stored = all.filter((one) => one.status === 303 && one.at > at);
  return Math.min(...stored.map((one) => one.at + one.ms)) - at;
}

/** E-mails that no worker has got rid of, once their number goes down no more for a minute. */
async function unsent({ ownerUrl }: Ground): Promise<number> {
  let [least, since] = [Infinity, performance.now()];
  for (;;) {
    const left = await asAdmin(ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ left: number }>(
        "select count(*)::int as left from emails where state in ('queued', 'sending')",
      );
      return rows[0]?.left ?? 0;
    });
    if (left < least) [least, since] = [left, performance.now()];
    if (left === 0 || performance.now() - since > 60_000) return left;
    await sleep(500);
  }
}

async function lookAfter({ ownerUrl }: Ground, all: Outcome[]) {
  return asAdmin(ownerUrl, async (owner) => {
    const { rows } = await owner.query<Record<string, unknown>>(WHOLENESS);
    const faults = Object.entries(rows[0] ?? {}).filter(
      ([name, n]) => n !== (WHOLE as Record<string, unknown>)[name],
    );
    const decided = await owner.query<{ link: string }>(
      `select l.id as link from consent_links l
       where exists (select from consent_decisions d join associations a on a.id = d.association_id
           where d.request_id = l.request_id)
         or exists (select from consent_requests r join associations a on a.id = r.association_id
           where r.id = l.request_id and (a.end_reason = 'consent_expired' or exists (
             select from associations b where b.tenant_id = a.tenant_id and b.consented_at is not null and b.ended_at is null)))`,
    );
    const settled = new Set(decided.rows.map(({ link }) => link));
    const lost = all.filter(
      ({ status, entry }) => status === 303 && !settled.has(entry.visitor.linkId),
    ).length;
    return { lost, faults };
  });
}
