import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSettings } from "../../programme/queries";
import { lockListing } from "../editing/queries";
import { findGap, getRate } from "./queries";
import type { WhichRate } from "./schema";

/**
 * P13: a catalogue editor takes a rate back by which nobody was paid. Where the programme asks for two, one that counts stays
 * until another editor takes it back too (P6).
 * Refuses with `sign_in_again`, `not_found`, `rate_fixed`, `rate_gap` where the band would have none on that day, and
 * `agree_other` to who wanted it first; as `getRate`.
 * @returns whether it is gone, or waits for another editor
 */
export async function removeRate(ctx: Ctx, which: WhichRate): Promise<"removed" | "to_remove"> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    const { slug, band, validFrom } = which;
    const { id, openedAt } = await lockListing(tx, slug);
    const rate = await getRate(tx, id, which);
    const about = { subjectId: id, data: { band, validFrom, minor: rate.minor } };
    const waits = rate.agreedAt !== null && ((await getSettings(tx))?.twoEditors ?? false);
    if (waits && rate.removalBy === tx.actor.userId) throw new Refusal("agree_other");
    const proposes = waits && rate.removalBy === null;
    await tx.db.execute(
      proposes
        ? sql`select want_rate_removed(${id}, ${validFrom}, ${band}, true)`
        : sql`select delete_rate(${id}, ${validFrom}, ${band})`,
    );
    if (
      openedAt !== null &&
      (await findGap(tx, { id, day: validFrom, band, but: validFrom })) !== null
    )
      throw new Refusal("rate_gap", { params: { band } });
    await record(tx, { event: proposes ? "rate.removal_proposed" : "rate.removed", ...about });
    return proposes ? "to_remove" : "removed";
  });
}
