import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** For what work is done: the request that began it, and the job that goes on with it. */
export type Trace = {
  /** 32 hexadecimal digits, as an identifier of a trace has (W3C). */
  request: string;
  /** The queue and the id of the job, where one runs. */
  queue?: string;
  job?: string;
  /** Whether who asks wrote a moment ago, in this request or before: a replica may not know of it yet (O12). */
  wrote?: "before" | "now";
  /** When the request came, by `performance.now()`; later by as long as its browser took to send a form. */
  came?: number;
  /** When the database is to have answered all that is asked for it, by `performance.now()`. */
  until?: number;
};

/** One for the process: pages, front and routes are built apart. */
const place = globalThis as { requestTrace?: AsyncLocalStorage<Trace> };
const traces = (place.requestTrace ??= new AsyncLocalStorage<Trace>());

/** For what the code that runs now works; undefined outside of requests and jobs. */
export function currentTrace(): Trace | undefined {
  return traces.getStore();
}

/** Runs `work` for a request or a job: log, database and queue know of it (O17). */
export function traced<T>(trace: Trace, work: () => T): T {
  return traces.run(trace, work);
}

/** Runs `work`, and what it leaves to be done later, for no request and no job. */
export function untraced<T>(work: () => T): T {
  return traces.exit(work);
}

/** A request's number. */
export function newRequest(): string {
  return randomBytes(16).toString("hex");
}

/** What somebody else says the number is; null when it is none, so that nothing of theirs gets into a log. */
export function readRequest(text: unknown): string | null {
  return typeof text === "string" && /^[0-9a-f]{32}$/.test(text) ? text : null;
}

/** The part of a request's number that people are shown, and by which its lines are found. */
export function shownNumber(request: string): string {
  return request.slice(0, 8);
}

/** What a connection says who asks: the process and, in a transaction, the request (`application_name`). */
export function askerOf(process: "web" | "worker"): () => string | undefined {
  return () => {
    const trace = currentTrace();
    return trace && `${process} ${trace.request}`;
  };
}
