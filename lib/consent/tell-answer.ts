import type { Locale, Tx, Visitor } from "../ctx";
import { post } from "../mail/post";
import { createLink } from "../visitors/create-link";
import type { AskedRequest } from "./queries";
import { tellPartner } from "./tell-partner";
import type { Wording } from "./wording";

type Answered = {
  decision: "accept" | "decline";
  fullName: string;
  reason: string | null;
  language: Locale;
  wording: Wording;
  deliveryDueAt: Date | null;
};

/** D12: the receipt to the customer, with a link of its own, and the notices to the partner. */
export async function tellAnswer(
  tx: Tx<Visitor>,
  asked: AskedRequest,
  answer: Answered,
): Promise<void> {
  const { request, round, workshop, engagement } = asked;
  const told = {
    ...workshop,
    decision: answer.decision,
    fullName: answer.fullName,
    decidedAt: tx.now.toISOString(),
    deliveryDueAt: answer.deliveryDueAt?.toISOString() ?? null,
  };
  await post(tx, {
    template: "consent-receipt",
    language: answer.language,
    to: request.contactEmail,
    partnerId: round.partnerId,
    replyTo: request.partnerContactEmail,
    fromName: workshop.partnerName,
    variables: {
      ...told,
      linkId: await createLink(tx, "consent", { partnerId: round.partnerId, id: request.id }),
      wordingVersion: answer.wording.version,
      wording: answer.wording.text,
      partnerContact: {
        name: request.partnerContactName,
        email: request.partnerContactEmail,
        phone: request.partnerContactPhone,
      },
    },
  });
  await tellPartner(tx, asked, "partner-answer", {
    ...told,
    reason: answer.reason,
    associationId: round.id,
    engagementSlug: engagement.slug,
  });
}
