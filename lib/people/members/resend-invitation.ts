import { invitations, PROGRAMME, rowOf } from "@/db/schema";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizePeople, getHouse } from "./authority.queries";
import { mailInvitations } from "./mail-invitation";
import { factsOf, getOpenInvitation } from "./queries";
import { INVITATION_DAYS, minutesToWait } from "./rules";
import type { OneInput } from "./schema";

/**
 * U2: mails an invitation again; it has seven days from now, and the links that were mailed before work too.
 * Whoever sends it stands behind it from now on; who sends staff theirs proved just now who they are (U13).
 * Refuses with `sign_in_again`, `invite_suspended` (P25), `not_found`, `invitation_over`, `invited_just_now` (`minutes`), and as `getHouse`.
 */
export async function resendInvitation(ctx: Ctx, { at, id }: OneInput): Promise<void> {
  authorizePeople(ctx, at);
  if (at === PROGRAMME) requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    if (house.suspended) throw new Refusal("invite_suspended");
    const { sentAt } = await getOpenInvitation(tx, house.id, id);
    const minutes = minutesToWait(sentAt, tx.now);
    if (minutes > 0) throw new Refusal("invited_just_now", { params: { minutes } });
    const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * 86_400_000);
    const [sent] = await tx.db
      .update(invitations)
      .set({ sentAt: tx.now, expiresAt, createdBy: tx.actor.userId })
      .where(rowOf(invitations, house.id, id))
      .returning();
    if (!sent) throw new Refusal("other_places");
    const mailed = { ...sent, inviter: tx.actor.name, place: house.name };
    const [emailId = ""] = await mailInvitations(tx, [mailed]);
    await record(tx, {
      event: "person.invited_again",
      subjectId: id,
      ...(house.id === PROGRAMME ? {} : { partnerId: house.id }),
      data: { ...factsOf(sent), emailId },
    });
  });
}
