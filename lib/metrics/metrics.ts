import { Counter, Gauge, Histogram, Registry } from "prom-client";

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const long = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800];

/** What this process counts (O16), and where Prometheus or a collector reads it. */
export type Metrics = ReturnType<typeof make>;

/** One for the process: pages, front and routes are built apart. */
const place = globalThis as { ownMetrics?: Metrics };

/** The figures of this process. Their labels are few words of ours: routes, codes, queues, never what somebody typed. */
export function metrics(): Metrics {
  return (place.ownMetrics ??= make());
}

function make() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `engagements_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `engagements_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram<L>({ name: `engagements_${name}`, help, labelNames, buckets, registers });

  return {
    registry,
    // The web server.
    requests: counter("http_requests_total", "Answered requests; 499: who asked went away first.", [
      "method",
      "route",
      "status",
    ]),
    duration: histogram(
      "http_request_seconds",
      "From a request to the end of its answer.",
      ["route"],
      seconds,
    ),
    inFlight: gauge("http_requests_in_flight", "Requests that are being answered."),
    refusals: counter("refusals_total", "Refusals that people were told, by code.", ["code"]),
    signInFailures: counter("sign_in_failures_total", "Sign-ins that failed, by what was given.", [
      "by",
    ]),
    replicaBehind: gauge(
      "replica_behind_seconds",
      "How old what a replica shows may be; -1: it is away.",
    ),
    uploadBytes: counter("upload_bytes_total", "Bytes of files that were received."),
    // Both.
    connections: gauge(
      "db_connections",
      "Connections of the pool: busy, idle, and who waits for one.",
      ["state"],
    ),
    transactions: histogram(
      "db_transaction_seconds",
      "From asking for a connection to the end of the transaction.",
      ["actor"],
      seconds,
    ),
    logLines: counter("log_lines_total", "Lines of the log that are warnings or worse.", ["level"]),
    reports: counter("error_reports_total", "Errors told to the hook: sent, failed, left_out.", [
      "result",
    ]),
    // The worker.
    jobs: counter("jobs_total", "Jobs worked by this worker.", ["queue", "result"]),
    jobSeconds: histogram(
      "job_seconds",
      "From the beginning of a job to its end.",
      ["queue"],
      long,
    ),
    // Of the whole installation, told by the worker.
    figuresRead: gauge("figures_read", "1 when the figures of the database could be read."),
    queued: gauge("queue_jobs", "Jobs that are not done: waiting, later, active, failed.", [
      "queue",
      "state",
    ]),
    queueAge: gauge("queue_oldest_seconds", "How long the oldest job that could run has waited.", [
      "queue",
    ]),
    scheduleAge: gauge(
      "schedule_last_seconds",
      "Since a job that runs by the clock last succeeded.",
      ["queue"],
    ),
    scheduleLate: gauge(
      "schedule_late",
      "1 when a job that runs by the clock has missed its turn.",
      ["queue"],
    ),
    emails: gauge(
      "emails",
      "E-mails of the last 24 hours by their state, and older ones that are still open.",
      ["state"],
    ),
    late: gauge("clock_late", "What ran out and was not ended or told within its time, by clock.", [
      "clock",
    ]),
    lateSeconds: gauge("clock_late_seconds", "How late the latest of them is.", ["clock"]),
    monthsAhead: gauge("months_ahead", "Months to come for which a table has a partition.", [
      "table",
    ]),
    monthStrays: gauge(
      "months_stray_rows",
      "Rows, at most 1,000, that lie in no partition of a month.",
      ["table"],
    ),
    databaseBytes: gauge("database_bytes", "Size of the database."),
    diskFree: gauge("disk_free_bytes", "Free space where files are kept or received."),
  };
}
