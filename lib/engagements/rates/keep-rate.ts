import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockListing } from "../editing/queries";
import { getRate } from "./queries";
import type { WhichRate } from "./schema";

/**
 * P6: a catalogue editor says that a rate which somebody wanted to take back stays.
 * Refuses with `sign_in_again` (U13), and `not_found`, also where nobody wants it away any more; as `getRate`.
 */
export async function keepRate(ctx: Ctx, which: WhichRate): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { slug, band, validFrom } = which;
    const { id } = await lockListing(tx, slug);
    const { minor, removalBy } = await getRate(tx, id, which);
    if (removalBy === null) throw new Refusal("not_found");
    await tx.db.execute(sql`select want_rate_removed(${id}, ${validFrom}, ${band}, false)`);
    await record(tx, { event: "rate.kept", subjectId: id, data: { band, validFrom, minor } });
  });
}
