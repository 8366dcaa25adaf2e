import { and, eq, sql } from "drizzle-orm";
import { engagementRates } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockListing } from "../editing/queries";
import { findGap } from "./queries";
import type { WhichRate } from "./schema";

/**
 * P13: a catalogue editor takes a rate back by which nobody was paid.
 * Refuses with `sign_in_again`, `not_found`, `rate_fixed`, and `rate_gap` where the band would have none on that day.
 */
export async function removeRate(ctx: Ctx, { slug, band, validFrom }: WhichRate): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { id, openedAt } = await lockListing(tx, slug);
    const [rate] = await tx.db
      .select({ minor: engagementRates.amountMinor })
      .from(engagementRates)
      .where(
        and(
          eq(engagementRates.engagementId, id),
          eq(engagementRates.band, band),
          eq(engagementRates.validFrom, validFrom),
        ),
      );
    if (!rate) throw new Refusal("not_found");
    await tx.db.execute(sql`select delete_rate(${id}, ${validFrom}, ${band})`);
    if (openedAt !== null && (await findGap(tx, { id, day: validFrom, band })) !== null) throw new Refusal("rate_gap", { params: { band } }); // prettier-ignore
    await record(tx, { event: "rate.removed", subjectId: id, data: { band, validFrom, minor: rate.minor } }); // prettier-ignore
  });
}
