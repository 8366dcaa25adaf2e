import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockDraft } from "./publish";
import type { DraftInput } from "./schema";

/**
 * P7: a catalogue editor throws the draft away, and with it an engagement that was never published.
 * Refuses with `not_found`, `changed_meanwhile`, `no_draft`.
 * @returns whether the engagement is still there
 */
export async function deleteDraft(ctx: Ctx, input: DraftInput): Promise<boolean> {
  authorize(ctx, "engagements.edit");
  return transaction(ctx, async (tx) => {
    const { listing, draft } = await lockDraft(tx, input);
    await tx.db.execute(sql`select delete_draft(${listing.id})`);
    const { number } = draft;
    await record(tx, {
      event: "engagement.draft_deleted",
      subjectId: listing.id,
      data: { number },
    });
    return listing.openedAt !== null;
  });
}
