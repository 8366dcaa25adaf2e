import { and, gt, isNull, sql } from "drizzle-orm";
import { invitations, PROGRAMME, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { goOnAsSystem, transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { linkInvited } from "../link-invited";
import type { Identity } from "../providers";
import { factsOf } from "./queries";
import type { AcceptInput } from "./schema";

/**
 * U2: whoever has the link takes the invitation, once. The database makes the account, unless the address has one,
 * the membership and the roles (`invitation_moves`).
 * Refuses with `invitation_over` once it was accepted or taken back or ran out, or whoever sent it may give its roles no
 * more (U8), with `account_closed`, with `identity_needed` when it asks to link a provider and was not opened with one
 * (U12), and as `linkInvited`: then nothing was accepted.
 * @param identity with which the invitation was opened, to sign in with from then on (U11 b)
 * @returns the address, to sign in with
 */
export async function acceptInvitation(
  ctx: Ctx,
  { fullName, language }: AcceptInput,
  identity: Identity | null = null,
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
    const userId = accepted?.acceptedBy;
    if (!accepted || !userId) throw new Refusal("invitation_over");
    const linksOnly = accepted.roles.length === 0;
    if (linksOnly && !identity) throw new Refusal("identity_needed");
    await record(tx, {
      event: "person.joined",
      subjectId: requestId,
      partnerId: partnerId === PROGRAMME ? "programme" : partnerId,
      data: { ...factsOf(accepted), fullName },
    });
    if (identity)
      await linkInvited(
        await goOnAsSystem(tx, ctx, "sign-in"),
        { userId, partnerId, linksOnly },
        identity,
      );
    return { email: accepted.email };
  });
}
