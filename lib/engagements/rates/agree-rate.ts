import { and, eq, isNull, ne } from "drizzle-orm";
import { engagementRates } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockListing } from "../editing/queries";
import { getRate } from "./queries";
import type { WhichRate } from "./schema";

/**
 * P6: another catalogue editor agrees with a rate, which counts from its day on.
 * Refuses with `sign_in_again`, `not_found`, `agree_other` where it does not wait or to who proposed it, `rate_fixed`,
 * and as `getRate`.
 */
export async function agreeRate(ctx: Ctx, which: WhichRate): Promise<void> {
  const { slug, band, validFrom } = which;
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { id } = await lockListing(tx, slug);
    await getRate(tx, id, which);
    const agreed = await tx.db
      .update(engagementRates)
      .set({ agreedAt: tx.now, agreedBy: tx.actor.userId })
      .where(
        and(
          eq(engagementRates.engagementId, id),
          eq(engagementRates.band, band),
          eq(engagementRates.validFrom, validFrom),
          isNull(engagementRates.agreedAt),
          ne(engagementRates.proposedBy, tx.actor.userId),
        ),
      )
      .returning({ minor: engagementRates.amountMinor });
    const [rate] = agreed;
    if (!rate) throw new Refusal("agree_other");
    await record(tx, {
      event: "rate.added",
      subjectId: id,
      data: { band, validFrom, minor: rate.minor },
    });
  });
}
