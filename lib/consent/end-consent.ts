import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { associations, workshopClaims } from "@/db/schema";
import { record } from "../audit/record";
import type { Locale, Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { post } from "../mail/post";
import { enqueue } from "../queue/enqueue";
import { lockRequest } from "./lock-request";
import type { AskedRequest } from "./queries";
import { canWithdraw } from "./rules";
import { tellPartner } from "./tell-partner";

export type Withdrawal = { fullName: string; language: Locale; confirmedByCode: boolean };

/**
 * Ends a consent that its customer withdraws (D14): the tenant is free again, the claim that was
 * being edited is cancelled, and both sides are told; other partners whose request it had closed are
 * told that they may ask anew (D18).
 * Refuses with `not_to_withdraw`.
 */
export async function endConsent(
  tx: Tx<Visitor>,
  known: AskedRequest,
  withdrawal: Withdrawal,
): Promise<void> {
  const asked = await lockRequest(tx, known);
  refuseUnlessWithdrawable(asked, tx.now);
  const { round, request, workshop, engagement } = asked;
  const ended = await tx.db
    .update(associations)
    .set({ endedAt: tx.now, endReason: "withdrawn" })
    .where(
      and(
        eq(associations.partnerId, round.partnerId),
        eq(associations.id, round.id),
        isNotNull(associations.consentedAt),
        isNull(associations.endedAt),
        isNull(associations.submittedAt),
      ),
    )
    .returning({ id: associations.id });
  if (ended.length === 0) throw new Refusal("not_to_withdraw");
  await tx.db
    .update(workshopClaims)
    .set({ status: "cancelled", statusAt: tx.now })
    .where(
      and(
        eq(workshopClaims.partnerId, round.partnerId),
        eq(workshopClaims.associationId, round.id),
        eq(workshopClaims.status, "editing"),
      ),
    );

  await record(tx, {
    event: "consent.withdrawn",
    subjectId: round.id,
    data: {
      requestId: request.id,
      linkId: tx.actor.linkId,
      fullName: withdrawal.fullName,
      language: withdrawal.language,
      ipAddress: tx.actor.ipAddress,
      userAgent: tx.actor.userAgent,
      confirmedByCode: withdrawal.confirmedByCode,
    },
  });
  await enqueue(tx, "tell-free", { associationId: round.id });
  const told = { ...workshop, withdrawnAt: tx.now.toISOString() };
  await post(tx, {
    template: "withdrawal-receipt",
    language: withdrawal.language,
    to: request.contactEmail,
    partnerId: round.partnerId,
    replyTo: request.partnerContactEmail,
    fromName: workshop.partnerName,
    variables: { ...told, fullName: withdrawal.fullName },
  });
  await tellPartner(tx, asked, "partner-withdrawn", {
    ...told,
    associationId: round.id,
    engagementSlug: engagement.slug,
  });
}

/** Refuses with `not_to_withdraw` when no consent of this request stands that can be withdrawn. */
export function refuseUnlessWithdrawable({ decision, round }: AskedRequest, now: Date): void {
  const { deliveryDueAt, endedAt, submittedAt } = round;
  const answer = decision?.decision ?? null;
  if (!canWithdraw({ decision: answer, deliveryDueAt, endedAt, submittedAt }, now)) {
    throw new Refusal("not_to_withdraw");
  }
}
