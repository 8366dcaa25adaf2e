import { eq } from "drizzle-orm";
import { drafts } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockDraft, type DraftKind } from "./lock";

export type DraftKey = {
  /** The random UUID in the address of the wizard; the first save makes the draft. */
  id: string;
  kind: DraftKind;
  engagementId: string;
  /** The tenant to claim, or the association to ask consent for. */
  subjectId: string | null;
};

/**
 * Keeps what was typed into one screen of a wizard (D4), within the transaction of its verb.
 * @param change makes the new values of the old ones; the old ones are null for a new draft
 * Refuses with `not_found` for a draft of somebody else or of another wizard, and with
 * `already_done` once the wizard was completed.
 */
export async function saveDraft<V>(
  tx: Tx<PartnerUser>,
  key: DraftKey,
  change: (values: unknown) => Promise<V> | V,
): Promise<V> {
  const { partnerId, userId } = tx.actor;
  await tx.db
    .insert(drafts)
    .values({ ...key, partnerId, userId, values: {}, updatedAt: tx.now })
    .onConflictDoNothing();
  const draft = await lockDraft(tx, key.id, key.kind);
  if (draft.engagementId !== key.engagementId || draft.subjectId !== key.subjectId)
    throw new Refusal("not_found");
  if (draft.completedAt !== null) throw new Refusal("already_done");

  const values = await change(draft.values);
  await tx.db.update(drafts).set({ values, updatedAt: tx.now }).where(eq(drafts.id, key.id));
  return values;
}
