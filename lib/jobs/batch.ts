import { z } from "zod";
import type { JobResult } from "pg-boss";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { inSpan } from "../metrics/spans";
import { newRequest, readRequest, traced, type Trace } from "../trace";

const working = new Map<string, string>();

/** The queues of the jobs that this process is at. */
export function atWork(): string[] {
  return [...working.values()];
}

const begunBy = z.looseObject({ request: z.string() });

/**
 * Works some jobs of a queue beside each other, each for the request that began it (O17), and says of each whether it
 * is done. What a job throws is logged; the queue learns of which kind it was, and tries again.
 */
export function workBatch(
  queue: string,
  batch: readonly { id: string; data: unknown }[],
  run: (data: unknown) => Promise<void>,
): Promise<JobResult[]> {
  return Promise.all(
    batch.map(({ id, data }) =>
      traced(traceOf(queue, id, data), () => workOne(queue, id, () => run(data))),
    ),
  );
}

function traceOf(queue: string, job: string, data: unknown): Trace {
  const request = readRequest(begunBy.safeParse(data).data?.request);
  return { request: request ?? newRequest(), queue, job };
}

async function workOne(queue: string, id: string, run: () => Promise<void>): Promise<JobResult> {
  const { jobs, jobSeconds } = metrics();
  const from = performance.now();
  working.set(id, queue);
  try {
    await inSpan(`job ${queue}`, "consumer", { "messaging.destination.name": queue }, run);
    jobs.inc({ queue, result: "done" });
    return { id, status: "completed" };
  } catch (error) {
    const expected = error instanceof Error && error.name === "TryAgain";
    jobs.inc({ queue, result: expected ? "again" : "failed" });
    log[expected ? "warn" : "error"]({ err: error }, "a job will be tried again");
    const output = { kind: error instanceof Error ? error.name : "unknown" };
    return { id, status: "failed", output };
  } finally {
    working.delete(id);
    const seconds = (performance.now() - from) / 1_000;
    jobSeconds.observe({ queue }, seconds);
    log.debug({ ms: Math.round(seconds * 1_000) }, "a job");
  }
}
