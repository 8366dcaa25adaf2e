import type { QueueName } from "@/db/queues";
import { executePrepared, type Tx } from "../ctx";
import { getSender } from "./sender";

/**
 * Puts a job into the queue in the caller's transaction: it exists if, and only if, that commits.
 * @param afterSeconds how long it waits at least
 */
export async function enqueue(
  tx: Tx,
  queue: QueueName,
  data: Record<string, string>,
  afterSeconds = 0,
): Promise<void> {
  const sender = await getSender();
  await sender.send(queue, data, {
    startAfter: afterSeconds,
    db: { executeSql: (text, values) => executePrepared(tx.db, text, values) },
  });
}
