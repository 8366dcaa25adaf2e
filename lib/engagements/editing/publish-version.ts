import { eq } from "drizzle-orm";
import { engagementVersions, programme } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { lockDraft, publish, refuseDay, refuseGap, refuseUnlessWhole } from "./publish";
import { lastPublished } from "./queries";
import { differences, fieldsOf, needsTwo } from "./rules";
import type { PublishInput } from "./schema";

/**
 * P8, P12: a catalogue editor publishes the draft: it holds from the day that is named, in the programme's time zone, and never
 * changes again. Where the programme asks for two and it moves criteria, it waits for another editor (`agreeVersion`, P6).
 * Refuses with `sign_in_again` (U13), `not_found`, `changed_meanwhile`, `no_draft`, `not_whole` for a version that lacks what
 * partners read, `already_scheduled` while another one is to hold, `day_taken` for a day that is told
 * otherwise, and `rate_gap` where a market band has no rate then (P13).
 * @returns whether it is published, or waits for another editor
 */
export async function publishVersion(
  ctx: Ctx,
  { slug, revision, day }: PublishInput,
): Promise<"published" | "proposed"> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    const { listing, draft, versions } = await lockDraft(tx, { slug, revision });
    refuseUnlessWhole(draft);
    await refuseDay(tx, day, versions);
    await refuseGap(tx, listing.id, day);
    const last = lastPublished(versions);
    const changed = differences(last && fieldsOf(last), fieldsOf(draft));
    if (needsTwo(changed) && (await asksForTwo(tx))) {
      await tx.db
        .update(engagementVersions)
        .set({ holdsFrom: day, proposedAt: tx.now, proposedBy: tx.actor.userId, changedBy: tx.actor.userId })
        .where(eq(engagementVersions.id, draft.id)); // prettier-ignore
      const { number } = draft;
      await record(tx, { event: "engagement.proposed", subjectId: listing.id, data: { number, day } }); // prettier-ignore
      return "proposed";
    }
    await publish(tx, listing, { ...draft, holdsFrom: day });
    return "published";
  });
}

async function asksForTwo(tx: Tx): Promise<boolean> {
  const [row] = await tx.db.select({ two: programme.twoEditors }).from(programme);
  return row?.two ?? false;
}
