import { PgBoss } from "pg-boss";
import { openDatabase, type Database } from "@/db/client";
import { poolOf } from "@/db/connection";
import { getConfig } from "../config";
import { databaseKey } from "../keys";
import { refuseShiftedClock } from "../installation";
import { log } from "../log";
import { serveMetrics } from "../metrics/serve";
import { startTelemetry } from "../metrics/telemetry";
import { stopSender } from "../queue/sender";
import { askerOf } from "../trace";
import { atWork, workBatch } from "./batch";
import { figuresOf } from "./figures";
import { jobs } from "./schedule";
import { RUNS_AT_ONCE } from "./run-bulk";
import { stampAudit } from "./stamp-audit";

const GRACE_MS = 8_000;

let stopping = false;

process.on("uncaughtException", die).on("unhandledRejection", die);
void main().catch((error: unknown) => {
  // Told to stop amid its start, it goes no further.
  if (!stopping) die(error);
});

/** Ends at once: what is unknown may be anything. The log and who hears of errors are told first. */
function die(error: unknown): void {
  log.fatal({ err: error }, "the worker ends by an error that nobody expected");
  setTimeout(() => process.exit(1), 1_000);
}

/** The worker: works the queues and keeps their schedules, until it is told to stop. */
async function main(): Promise<void> {
  const { APP_DATABASE_URL, METRICS_HOST, WORKER_METRICS_PORT } = getConfig();
  const db = openDatabase(APP_DATABASE_URL, {
    max: 12,
    timeoutMs: 15_000,
    key: databaseKey("worker"),
    asker: askerOf("worker"),
  });
  if (WORKER_METRICS_PORT !== undefined)
    serveMetrics({ host: METRICS_HOST, port: WORKER_METRICS_PORT }, figuresOf(db));
  const stopTelemetry = await startTelemetry("worker", figuresOf(db));
  const boss = new PgBoss({
    ...poolOf(APP_DATABASE_URL),
    max: 4,
    application_name: "worker queue",
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 1,
  });
  boss.on("error", (error) => log.error({ err: error }, "the queue reports an error"));
  stopOn(["SIGINT", "SIGTERM", "SIGHUP"], boss, { db, stopTelemetry });

  await startPatiently(boss);
  await refuseShiftedClock(db);
  for (const [name, job] of Object.entries(jobs)) {
    if (job.cron !== undefined) await boss.schedule(name, job.cron, null, { tz: "UTC" });
    await boss.work(name, optionsOf(name), (batch) =>
      workBatch(name, batch, (data) => job.run(db, data)),
    );
  }
  await stamp(db);
  log.info("the worker is ready");
}

/** Mail goes in batches, so that its pace and not the queue's polling sets the speed. */
function optionsOf(name: string) {
  const rest = { perJobResults: true as const, burstWhenBatchFull: true };
  if (name === "run-bulk")
    return { ...rest, pollingIntervalSeconds: 1, localConcurrency: RUNS_AT_ONCE };
  if (name !== "deliver-mail" && name !== "deliver-run")
    return { ...rest, pollingIntervalSeconds: 1 };
  const batchSize = Math.min(50, Math.max(2, Math.ceil(getConfig().MAIL_PER_SECOND * 2)));
  return { ...rest, batchSize, pollingIntervalSeconds: 0.5 };
}

/** How far the audit log had come when the worker started and stopped; a failure stops neither. */
async function stamp(db: Database): Promise<void> {
  await stampAudit(db).catch((error: unknown) =>
    log.error({ err: error }, "the audit log was not stamped"),
  );
}

/** The database may start later than the worker. */
async function startPatiently(boss: PgBoss): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await boss.start();
      return;
    } catch (error) {
      if (attempt === 30) throw error;
      log.warn({ err: error }, "the queue cannot be reached yet");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/** Takes no more jobs, lets the present ones end, and is gone within ten seconds. */
function stopOn(
  signals: NodeJS.Signals[],
  boss: PgBoss,
  { db, stopTelemetry }: { db: Database; stopTelemetry: () => Promise<void> },
): void {
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.warn({ queues: atWork() }, "stopped amid jobs, which are tried again");
      process.exit(0);
    }, GRACE_MS + 1_000).unref();
    await boss.stop({ graceful: true, timeout: GRACE_MS }).catch(() => undefined);
    await stamp(db);
    await stopTelemetry().catch(() => undefined);
    await stopSender().catch(() => undefined);
    await db.close().catch(() => undefined);
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, () => void stop());
}
