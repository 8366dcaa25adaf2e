import type { consentRequests } from "@/db/schema";
import type { Tx } from "../ctx";
import { post } from "../mail/post";
import { createLink } from "../visitors/create-link";
import { roundOf, type WorkshopFacts } from "./facts";
import { personName } from "../input";

type Request = typeof consentRequests.$inferSelect;

/** Writes the e-mail that asks the contact of a request, with a new link of its own (S53, D11). */
export async function postRequest(
  tx: Tx,
  { facts, request }: { facts: WorkshopFacts; request: Request },
): Promise<{ emailId: string; linkId: string }> {
  const linkId = await createLink(tx, "consent", request);
  const emailId = await post(tx, {
    template: "consent-request",
    language: request.language,
    to: request.contactEmail,
    partnerId: request.partnerId,
    associationId: request.associationId,
    round: roundOf(facts),
    replyTo: request.partnerContactEmail,
    fromName: facts.workshop.partnerName,
    variables: {
      ...facts.workshop,
      linkId,
      requestNumber: request.number,
      contactName: personName(request.contactFirstName, request.contactLastName),
      partnerContact: {
        name: request.partnerContactName,
        email: request.partnerContactEmail,
        phone: request.partnerContactPhone,
      },
      engagementSummary: facts.engagementSummary[request.language],
      consentDueAt: request.consentDueAt.toISOString(),
      deliveryDays: facts.deliveryDays,
    },
  });
  return { emailId, linkId };
}
