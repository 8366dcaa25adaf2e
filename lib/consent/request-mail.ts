import type { consentRequests } from "@/db/schema";
import { personName } from "../input";
import { roundOf, type WorkshopFacts } from "./facts";
import { contentLanguage } from "@/messages/languages";

export type Asked = { facts: WorkshopFacts; request: typeof consentRequests.$inferSelect };

/** What every e-mail says that asks the contact of a request (D10), with the link by which it asks. */
export function requestMail({ facts, request }: Asked, linkId: string) {
  return {
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
      engagementSummary: facts.engagementSummary[contentLanguage(request.language)],
      consentDueAt: request.consentDueAt.toISOString(),
      deliveryDays: facts.deliveryDays,
    },
  };
}
