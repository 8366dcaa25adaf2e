import { sql } from "drizzle-orm";
import { z } from "zod";
import type { System, Tx } from "../ctx";
import { record } from "./record";

const erased = z.tuple([z.object({ rows: z.coerce.number() })]);

/**
 * Takes people's words, names and addresses out of rows of one partner's chain, for good (O23): the chain
 * stays whole, as it holds their salted hash, and the salt goes with them. The log says which rows.
 * A step of the act that erases a person, who stands nowhere in it.
 * @param rows the numbers of the rows; those without words stay as they are
 * @returns of how many rows the words went
 */
export async function eraseWords(
  tx: Tx<System>,
  { partnerId, rows }: { partnerId: string; rows: number[] },
): Promise<number> {
  await record(tx, { event: "person.erased", subjectId: null, partnerId, data: { rows } });
  const done = await tx.db.execute(sql`select audit_erase(${partnerId}) as rows`);
  return erased.parse(done.rows)[0].rows;
}
