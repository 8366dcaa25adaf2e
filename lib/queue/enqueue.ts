import type { QueueName } from "@/db/queues";
import { executePrepared, type Tx } from "../ctx";
import { getSender } from "./sender";

/**
 * Puts a job into the queue in the caller's transaction: it exists if, and only if, that commits.
 * @param options `afterSeconds`: how long it waits at least; `once`: none is put in while one with this key waits
 */
export async function enqueue(
  tx: Tx,
  queue: QueueName,
  data: Record<string, string>,
  { afterSeconds = 0, once }: { afterSeconds?: number; once?: string } = {},
): Promise<void> {
  const sender = await getSender();
  await sender.send(queue, data, {
    startAfter: afterSeconds,
    ...(once !== undefined && { singletonKey: once }),
    db: { executeSql: (text, values) => executePrepared(tx.db, text, values) },
  });
}
