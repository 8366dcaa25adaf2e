import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { reading, transaction, type Ctx } from "../../ctx";
import { listStaleRows } from "./queries";

/** Rows first: their counts are compared with what they are then. */
const turns = 3;

/**
 * Makes the rows of the projections that are not what the facts say anew, each in a transaction of its
 * own, so that nobody waits long.
 * @returns how many rows were made anew
 */
export async function mendProjections(ctx: Ctx): Promise<number> {
  authorize(ctx, "projections.mend");
  let mended = 0;
  for (let turn = 0; turn < turns; turn++) {
    const stale = await reading(ctx, (tx) => listStaleRows(tx));
    const now = stale.filter(({ projection }) => turn > 0 || !projection.endsWith("_counts"));
    if (stale.length === 0) break;
    for (const { projection, key } of now) {
      await transaction(ctx, (tx) =>
        tx.db.execute(sql`select mend_projection(${projection}, ${JSON.stringify(key)}::jsonb)`),
      );
    }
    mended += now.length;
  }
  return mended;
}
