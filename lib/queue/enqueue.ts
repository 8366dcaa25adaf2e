import type { QueueName } from "@/db/queues";
import { executePrepared, type Tx } from "../ctx";
import { currentTrace } from "../trace";
import { getSender } from "./sender";

/**
 * Puts a job into the queue in the caller's transaction: it exists if, and only if, that commits.
 * @param data what the job is about; `request` is the number of the web's own request
 * @param options `afterSeconds`: how long it waits at least; `once`: none is put in while one with this key waits
 */
export async function enqueue(
  tx: Tx,
  queue: QueueName,
  data: Record<string, string> & { request?: never },
  { afterSeconds = 0, once }: { afterSeconds?: number; once?: string } = {},
): Promise<void> {
  const sender = await getSender();
  await sender.send(queue, withTrace(data), {
    startAfter: afterSeconds,
    ...(once !== undefined && { singletonKey: once }),
    db: inside(tx),
  });
}

/** The same for several jobs, in one statement. */
export async function enqueueAll(
  tx: Tx,
  queue: QueueName,
  jobs: readonly (Record<string, string> & { request?: never })[],
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<void> {
  const sender = await getSender();
  await sender.insert(
    queue,
    jobs.map((data) => ({ data: withTrace(data), startAfter: afterSeconds })),
    { db: inside(tx) },
  );
}

/** The job goes on for the request that began it: its lines in the log bear the same number (O17). */
function withTrace(data: Record<string, string>): Record<string, string> {
  const trace = currentTrace();
  return trace ? { ...data, request: trace.request } : data;
}

const inside = (tx: Tx) => ({
  executeSql: (text: string, values?: unknown[]) => executePrepared(tx.db, text, values),
});
