import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import type { QueueName } from "@/db/queues";
import type { Tx } from "../ctx";
import { getSender } from "./sender";

/** Puts a job into the queue in the caller's transaction: it exists if, and only if, that commits. */
export async function enqueue(
  tx: Tx,
  queue: QueueName,
  data: Record<string, string>,
): Promise<void> {
  const sender = await getSender();
  await sender.send(queue, data, { db: fromDrizzle(tx.db, sql) });
}
