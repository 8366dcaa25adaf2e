import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockDraft, publish, refuseUnready } from "./publish";
import type { DraftInput } from "./schema";

/**
 * P6: another catalogue editor agrees with what one proposed, which publishes it.
 * Refuses with `sign_in_again`, `not_found`, `changed_meanwhile`, `no_draft`, `agree_other` to who proposed it or changed it last,
 * `day_taken` once its day has passed, and `rate_gap` where a rate went meanwhile (P13).
 */
export async function agreeVersion(ctx: Ctx, { slug, revision }: DraftInput): Promise<void> {
  authorize(ctx, "engagements.edit");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { listing, draft, versions } = await lockDraft(tx, { slug, revision });
    if (draft.proposedAt === null || draft.holdsFrom === null) throw new Refusal("no_draft");
    if (draft.proposedBy === tx.actor.userId) throw new Refusal("agree_other");
    const day = draft.holdsFrom;
    await refuseUnready(tx, draft, { day, versions });
    await publish(tx, listing, { ...draft, holdsFrom: day });
  });
}
