import { consentDecisions } from "@/db/schema";
import { record } from "../audit/record";
import type { Locale, Tx, Visitor } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { answerPrint } from "../visitors/answer-print";
import { isPartnerNetwork } from "../visitors/partner-network";
import { accept } from "./accept";
import { wordingInForce } from "./check-answer";
import { closeOwnContact } from "./contacts/close-own";
import { decline } from "./decline";
import { lockRequest, refuseClosedRequest } from "./lock-request";
import type { AskedRequest } from "./queries";
import { tellAnswer } from "./tell-answer";

export type Answer = {
  decision: "accept" | "decline";
  fullName: string;
  /** Kept with a decline only. */
  reason: string;
  /** The language of the page that was answered. */
  language: Locale;
  confirmedByCode: boolean;
};

/**
 * Stores the customer's answer, once: the round changes, the record that proves it is written
 * (D15), the audit log too, and everybody is told (D12), all of it or nothing.
 * Looks again whether the contact may answer (D19): their address may have become the partner's since.
 * Refuses like `refuseClosedRequest`, when something else came first.
 * @returns false: nothing was stored, and the request is closed; the transaction must commit
 */
export async function decide(
  tx: Tx<Visitor>,
  known: AskedRequest,
  answer: Answer,
): Promise<boolean> {
  const asked = await lockRequest(tx, known);
  refuseClosedRequest(asked, tx.now);
  const { request, round } = asked;
  if ((await closeOwnContact(tx, request, round)) !== null) return false;
  const reason = answer.decision === "decline" && answer.reason !== "" ? answer.reason : null;
  const accepted = answer.decision === "accept" ? await accept(tx, asked) : null;
  if (answer.decision === "decline") await decline(tx, asked, reason);

  const wording = wordingInForce(asked, answer.language);
  const partnerNetwork = await isPartnerNetwork(tx);
  const proof = {
    requestId: request.id,
    linkId: tx.actor.linkId,
    decision: answer.decision,
    fullName: answer.fullName,
    language: answer.language,
    wordingVersion: wording.version,
    wordingHash: wording.hash,
    contactEmail: request.contactEmail,
    ipAddress: tx.actor.ipAddress,
    userAgent: tx.actor.userAgent,
    confirmedByCode: answer.confirmedByCode,
    partnerNetwork,
  };
  const auditHash = await record(tx, {
    event: answer.decision === "accept" ? "consent.accepted" : "consent.declined",
    subjectId: round.id,
    data: {
      ...proof,
      reason,
      proof: answerPrint({ ...proof, reason }),
      ...accepted?.opened,
    },
  });
  await tx.db.insert(consentDecisions).values({
    ...proof,
    partnerId: round.partnerId,
    associationId: round.id,
    consentDueAt: round.consentDueAt,
    reason,
    decidedAt: tx.now,
    wording: wording.text,
    auditHash,
  });
  await tellAnswer(tx, asked, {
    ...answer,
    reason,
    wording,
    deliveryDueAt: accepted?.deliveryDueAt ?? null,
  });
  if (answer.decision === "accept") await enqueue(tx, "tell-others", { associationId: round.id });
  return true;
}
