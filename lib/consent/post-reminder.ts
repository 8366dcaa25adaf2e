import type { consentRequests } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { post } from "../mail/post";
import { createLink } from "../visitors/create-link";
import { reminderSwitch } from "../visitors/reminder-switch";
import { roundOf, type WorkshopFacts } from "./facts";
import { personName } from "../input";

type Request = typeof consentRequests.$inferSelect;

/**
 * D13: writes a reminder to the customer's contact, with a link of its own (D11) and, in its headers,
 * an address that turns reminders off with one click (RFC 8058), which is never an answer.
 */
export async function postReminder(
  tx: Tx<System>,
  { facts, request, daysLeft }: { facts: WorkshopFacts; request: Request; daysLeft: number },
): Promise<void> {
  const linkId = await createLink(tx, "consent", request);
  const remindersOffId = await reminderSwitch(tx, request);
  await post(tx, {
    template: "consent-reminder",
    language: request.language,
    to: request.contactEmail,
    partnerId: request.partnerId,
    associationId: request.associationId,
    round: roundOf(facts),
    replyTo: request.partnerContactEmail,
    fromName: facts.workshop.partnerName,
    remindersOffId,
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
      daysLeft,
    },
  });
}
