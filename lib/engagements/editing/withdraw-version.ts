import { eq } from "drizzle-orm";
import { engagementVersions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lastPublished, listVersions, lockListing, programmeToday } from "./queries";

/**
 * P8: a catalogue editor takes back a version whose day has not come.
 * Refuses with `sign_in_again`, `not_found`, `already_holds`.
 */
export async function withdrawVersion(ctx: Ctx, { slug }: { slug: string }): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const listing = await lockListing(tx, slug);
    const last = lastPublished(await listVersions(tx, listing.id));
    const today = await programmeToday(tx);
    if (!last?.holdsFrom || last.holdsFrom <= today) throw new Refusal("already_holds");
    await tx.db
      .update(engagementVersions)
      .set({ withdrawnAt: tx.now, withdrawnBy: tx.actor.userId })
      .where(eq(engagementVersions.id, last.id));
    const { number, holdsFrom: day } = last;
    await record(tx, { event: "engagement.withdrawn", subjectId: listing.id, data: { number, day } }); // prettier-ignore
  });
}
