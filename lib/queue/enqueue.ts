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
  // The job goes on for the request that began it: its lines in the log bear the same number (O17).
  const trace = currentTrace();
  await sender.send(queue, trace ? { ...data, request: trace.request } : data, {
    startAfter: afterSeconds,
    ...(once !== undefined && { singletonKey: once }),
    db: { executeSql: (text, values) => executePrepared(tx.db, text, values) },
  });
}
