import { and, gt, isNull, sql } from "drizzle-orm";
import { invitations, PROGRAMME, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { factsOf } from "./queries";
import type { AcceptInput } from "./schema";

/**
 * U2: whoever has the link takes the invitation, once. The database makes the account, unless the address has one,
 * the membership and the roles (`invitation_moves`).
 * Refuses with `invitation_over` once it was accepted or taken back or ran out, or whoever sent it may give its roles no
 * more (U8), and with `account_closed`.
 * @returns the address, to sign in with
 */
export async function acceptInvitation(
  ctx: Ctx,
  { fullName, language }: AcceptInput,
): Promise<{ email: string }> {
  authorize(ctx, "invitation.accept");
  return transaction(ctx, async (tx) => {
    const { partnerId, requestId } = tx.actor;
    const [accepted] = await tx.db
      .update(invitations)
      .set({ acceptedAt: tx.now, fullName, language: language ?? sql`${invitations.language}` })
      .where(
        and(
          rowOf(invitations, partnerId, requestId),
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt),
          gt(invitations.expiresAt, tx.now),
        ),
      )
      .returning();
    if (!accepted) throw new Refusal("invitation_over");
    await record(tx, {
      event: "person.joined",
      subjectId: requestId,
      partnerId: partnerId === PROGRAMME ? "programme" : partnerId,
      data: { ...factsOf(accepted), fullName },
    });
    return { email: accepted.email };
  });
}
