import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { z } from "zod";
import { emailStates } from "@/db/schema/states";
import { authorize } from "../../access/authorize";
import { getConfig } from "../../config";
import type { Tx } from "../../ctx";
import { metrics } from "../../metrics/metrics";
import { slowestRoutes, type RouteTimes } from "../../metrics/slowest";
import { readRunningFigures, type RunningFigures } from "../../programme/running/queries";
import { isLate } from "../../programme/running/rules";

type EmailState = (typeof emailStates)[number];

/** A job that could run and waits longer than this is told of. */
const WAITS = 600;
/** Less free space than this is told of. */
const LITTLE = 1024 ** 3;

/** What is not as it should be. */
export type Ailment = "schedules" | "queue" | "clocks" | "disk" | "jobs" | "months" | "replica";

export type HealthView = {
  ailments: Ailment[];
  versions: { product: string; node: string; database: string };
  databaseBytes: number;
  /** Free where files are kept or received; null where it cannot be asked. */
  diskFree: number | null;
  /** What is in the queue or failed in it. */
  queues: RunningFigures["queues"];
  schedules: {
    name: string;
    doneAt: Date | null;
    failedAt: Date | null;
    took: number | null;
    late: boolean;
  }[];
  /** Of a day, in the order in which an e-mail goes. */
  emails: { state: EmailState; count: number }[];
  clocks: RunningFigures["clocks"];
  /** Of this web server, since it began. */
  pages: RouteTimes[];
  since: Date;
};

/** How the product runs (O18): for staff, with the words of the code where those name what to look for in a log. */
export async function programmeHealth(tx: Tx): Promise<HealthView> {
  authorize(tx, "programme.read");
  const figures = await readRunningFigures(tx);
  const disk = await statfs(getConfig().FILES_DIR).catch(() => null);
  const ago = (seconds: number | null) =>
    seconds === null ? null : new Date(tx.now.getTime() - seconds * 1_000);
  const schedules = figures.schedules.map(({ name, cron, done, known, failed, took }) => ({
    ...{ name, took, late: isLate(cron, { done, known }) },
    ...{ doneAt: ago(done), failedAt: ago(failed) },
  }));
  const diskFree = disk && disk.bavail * disk.bsize;
  const ailments: Record<Ailment, boolean> = {
    schedules: schedules.some(({ late }) => late),
    queue: figures.queues.some(({ oldest }) => (oldest ?? 0) > WAITS),
    clocks: figures.clocks.some(({ late }) => late > 0),
    disk: diskFree !== null && diskFree < LITTLE,
    months: figures.months.some(({ ahead }) => ahead === 0),
    replica: await replicaIsBehind(),
    // What runs by the clock runs again.
    jobs: figures.queues.some(
      ({ name, failed }) => failed > 0 && !schedules.some((one) => one.name === name),
    ),
  };
  return {
    ailments: (Object.keys(ailments) as Ailment[]).filter((one) => ailments[one]),
    versions: { product: ownVersion(), node: process.versions.node, database: figures.database },
    ...{ databaseBytes: figures.bytes, diskFree, schedules },
    queues: figures.queues.filter((one) => one.ready + one.later + one.active + one.failed > 0),
    emails: emailStates.flatMap((state) => {
      const count = figures.emails[state];
      return count === undefined ? [] : [{ state, count }];
    }),
    clocks: figures.clocks,
    pages: await slowestRoutes(10),
    since: new Date(tx.now.getTime() - process.uptime() * 1_000),
  };
}

/** O12: this web server has a replica to read from, and does not: it is away, or more than a few seconds old. */
async function replicaIsBehind(): Promise<boolean> {
  if (getConfig().READ_DATABASE_URL === undefined) return false;
  const [behind] = (await metrics().replicaBehind.get()).values;
  return behind !== undefined && (behind.value < 0 || behind.value > 10);
}

const packageFile = z.object({ version: z.string() });

/** As the folder says that this process runs in. */
function ownVersion(): string {
  try {
    return packageFile.parse(JSON.parse(readFileSync("package.json", "utf8"))).version;
  } catch {
    return "?";
  }
}
