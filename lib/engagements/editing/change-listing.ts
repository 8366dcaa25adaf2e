import { eq } from "drizzle-orm";
import { engagements } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changesOf } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { followListing } from "./follow-listing";
import { lockListing } from "./queries";
import { listingNames, type ListingInput } from "./schema";

/**
 * P7, P9: a catalogue editor says where an engagement stands in the catalogue and for whom it is open: from when and until
 * when, which ends, closes and opens it again. It holds at once; rounds under way go on (D5).
 * Refuses with `not_found`, `changed_meanwhile`, `days_out_of_order`.
 */
export async function changeListing(
  ctx: Ctx,
  { slug, revision, ...wanted }: ListingInput,
): Promise<void> {
  authorize(ctx, "engagements.edit");
  for (const field of ["availableUntil", "lastDayToAdd"] as const) {
    const last = wanted[field];
    if (last !== null && last < wanted.availableFrom)
      throw new Refusal("days_out_of_order", { field });
  }
  await transaction(ctx, async (tx) => {
    const stands = await lockListing(tx, slug);
    const data = changesOf(listingNames, { stands, wanted, seen: revision });
    if (data === null) return;
    await tx.db
      .update(engagements)
      .set({
        ...wanted,
        revision: stands.revision + 1,
        changedAt: tx.now,
        changedBy: tx.actor.userId,
      })
      .where(eq(engagements.id, stands.id));
    await record(tx, { event: "engagement.listed", subjectId: stands.id, data });
    await followListing(tx, Object.keys(data.after));
  });
}
