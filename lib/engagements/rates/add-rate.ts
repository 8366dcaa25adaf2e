import { engagementRates } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { wholeOf } from "@/messages/format/money";
import { getSettings } from "../../programme/queries";
import { lockListing } from "../editing/queries";
import type { RateInput } from "./schema";

/**
 * P13: a catalogue editor says what an engagement pays in a market band from a day on. Where the programme asks for two it waits
 * for another editor (`agreeRate`, P6).
 * Refuses with `sign_in_again` (U13), `not_found`, `rate_taken` for a day that has a rate, and `rate_fixed` where a payout was
 * fixed on that day or later (D16).
 * @returns whether it counts, or waits for another editor
 */
export async function addRate(
  ctx: Ctx,
  { slug, band, validFrom, amount }: RateInput,
): Promise<"added" | "proposed"> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    const { id } = await lockListing(tx, slug);
    const settings = await getSettings(tx);
    const waits = settings?.twoEditors ?? false;
    const minor = amount === null ? null : wholeOf(amount, settings?.currency ?? "USD").minor;
    const written = await tx.db
      .insert(engagementRates)
      .values({
        engagementId: id,
        band,
        validFrom,
        amountMinor: minor,
        proposedBy: tx.actor.userId,
        agreedAt: waits ? null : tx.now,
      })
      .onConflictDoNothing()
      .returning({ band: engagementRates.band });
    if (written.length === 0) throw new Refusal("rate_taken", { field: "validFrom" });
    await record(tx, {
      event: waits ? "rate.proposed" : "rate.added",
      subjectId: id,
      data: { band, validFrom, minor },
    });
    return waits ? "proposed" : "added";
  });
}
