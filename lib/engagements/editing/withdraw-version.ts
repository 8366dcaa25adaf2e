import { eq } from "drizzle-orm";
import { engagementVersions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { draftOf } from "./begin-draft";
import { lastPublished, listVersions, lockListing, programmeToday } from "./queries";

/**
 * P8: a catalogue editor takes back a version whose day has not come. Where nothing that was published is left, a draft
 * says the same.
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
    const versions = await listVersions(tx, listing.id);
    const last = lastPublished(versions);
    const today = await programmeToday(tx);
    if (!last?.holdsFrom || last.holdsFrom <= today) throw new Refusal("already_holds");
    if (seen !== undefined && last.number !== seen) throw changedBy(undefined);
    await tx.db
      .update(engagementVersions)
      .set({ withdrawnAt: tx.now, withdrawnBy: tx.actor.userId })
      .where(eq(engagementVersions.id, last.id));
    if (lastPublished(versions.filter((one) => one.id !== last.id)) === null)
      await draftOf(tx, listing);
    const { number, holdsFrom: day } = last;
    await record(tx, {
      event: "engagement.withdrawn",
      subjectId: listing.id,
      data: { number, day },
    });
  });
}
