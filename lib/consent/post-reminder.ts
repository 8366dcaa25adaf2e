import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { reminderSwitches, type consentRequests } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";
import { roundOf, type WorkshopFacts } from "./facts";
import { createLink } from "./link";

type Request = typeof consentRequests.$inferSelect;

/**
 * D13: writes a reminder to the customer's contact, with a link of its own (D11) and, in its headers,
 * an address that turns reminders off with one click (RFC 8058), which is never an answer.
 */
export async function postReminder(
  tx: Tx<System>,
  { facts, request, daysLeft }: { facts: WorkshopFacts; request: Request; daysLeft: number },
): Promise<void> {
  const linkId = await createLink(tx, request.id);
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
      contactName: `${request.contactFirstName} ${request.contactLastName}`,
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

/** The switch of a request; all its reminders carry the same one. */
async function reminderSwitch(tx: Tx, request: Request): Promise<string> {
  const id = randomUUID();
  await tx.db
    .insert(reminderSwitches)
    .values({
      id,
      partnerId: request.partnerId,
      requestId: request.id,
      tokenHash: hashToken(tokenOf("reminders-off", id)),
      createdAt: tx.now,
    })
    .onConflictDoNothing({ target: reminderSwitches.requestId });
  const [row] = await tx.db
    .select({ id: reminderSwitches.id })
    .from(reminderSwitches)
    .where(eq(reminderSwitches.requestId, request.id));
  return row?.id ?? id;
}
