import { eq } from "drizzle-orm";
import { engagementVersions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lastPublished, listVersions, lockListing, programmeToday } from "./queries";

/**
 * P8: a catalogue editor takes back a version whose day has not come.
 * Refuses with `sign_in_again`, `not_found`, `already_holds`, and with `changed_meanwhile` for another one than was on
 * the page.
 */
export async function withdrawVersion(
  ctx: Ctx,
  { slug, number: seen }: { slug: string; number?: number },
): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const listing = await lockListing(tx, slug);
    const last = lastPublished(await listVersions(tx, listing.id));
    const today = await programmeToday(tx);
    if (!last?.holdsFrom || last.holdsFrom <= today) throw new Refusal("already_holds");
    if (seen !== undefined && last.number !== seen) throw changedBy(undefined);
    await tx.db
      .update(engagementVersions)
      .set({ withdrawnAt: tx.now, withdrawnBy: tx.actor.userId })
      .where(eq(engagementVersions.id, last.id));
    const { number, holdsFrom: day } = last;
    await record(tx, {
      event: "engagement.withdrawn",
      subjectId: listing.id,
      data: { number, day },
    });
  });
}
