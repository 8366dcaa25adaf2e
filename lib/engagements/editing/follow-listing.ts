import type { Operator, Tx } from "../../ctx";
import { enqueue } from "../../queue/enqueue";

/** A step after fields of an engagement changed: with another partner role other lists have its customers (S6). */
export async function followListing(tx: Tx<Operator>, changed: readonly string[]): Promise<void> {
  if (changed.includes("partnerRole")) await enqueue(tx, "begin-version", {});
}
