import { sql } from "drizzle-orm";
import type { z } from "zod";
import { associations, consentRequests } from "@/db/schema";
import { record } from "../audit/record";
import type { PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { personName } from "../input";
import { allowContact } from "./contacts/allow-contact";
import { workshopFacts } from "./facts";
import { lockRound } from "./lock-round";
import { postRequest } from "./post-request";
import { isLive, isUnanswered } from "./queries";
import type { contactFields } from "./schema";
import { WORDING_VERSION } from "./wording";

type Asking = { associationId: string; contact: z.output<typeof contactFields> };

/**
 * A step: asks a customer's contact, with a link of their own, to accept or decline. A request to another contact
 * replaces the one before it (D11). To a contact outside of the tenant's domains nothing is sent before the programme
 * releases it (D19).
 * Refuses with `not_found`, `expired`, `already_answered`, `round_ended`, `no_longer_open` (another
 * partner has this customer's consent), `not_eligible`, or what is wrong at a field, as `checkContact`.
 * @returns the round and its new request
 */
export async function askContact(tx: Tx<PartnerUser>, { associationId, contact }: Asking) {
  await lockRound(tx, associationId);
  const facts = await workshopFacts(tx, associationId);
  const { releaseId, standing } = await allowContact(tx, {
    tenantId: facts.tenantId,
    associationId: facts.associationId,
    name: personName(contact.firstName, contact.lastName),
    email: contact.email,
    reason: contact.contactReason,
    partnerEmail: contact.partnerEmail,
  });
  const replaced = await replaceFormer(tx, facts.associationId);
  const [request] = await tx.db
    .insert(consentRequests)
    .values({
      partnerId: tx.actor.partnerId,
      associationId: facts.associationId,
      consentDueAt: facts.consentDueAt,
      contactFirstName: contact.firstName,
      contactLastName: contact.lastName,
      contactTitle: contact.title,
      contactEmail: contact.email,
      language: contact.language,
      partnerContactName: contact.partnerName,
      partnerContactEmail: contact.partnerEmail,
      partnerContactPhone: contact.partnerPhone,
      wordingVersion: WORDING_VERSION,
      sentBy: tx.actor.userId,
      sentAt: tx.now,
      remindersOn: replaced?.remindersOn ?? true,
      releaseId,
    })
    .returning();
  if (!request) throw new Error("the request was not written");
  await markRequested(tx, facts.associationId);
  const waiting = standing === "waiting";
  if (!waiting) await postRequest(tx, { facts, request });
  const result = { associationId: facts.associationId, requestId: request.id, waiting };
  await record(tx, {
    event: "consent.sent",
    subjectId: facts.associationId,
    data: {
      requestId: request.id,
      contactEmail: contact.email,
      language: contact.language,
      wordingVersion: WORDING_VERSION,
      replacedRequestId: replaced?.id ?? null,
      releaseId,
      waiting,
    },
  });
  return result;
}

/** D11: the former request is no longer the one to answer. */
async function replaceFormer(tx: Tx<PartnerUser>, associationId: string) {
  const [former] = await tx.db
    .update(consentRequests)
    .set({ replacedAt: tx.now })
    .where(isLive(associationId))
    .returning({ id: consentRequests.id, remindersOn: consentRequests.remindersOn });
  return former;
}

/** The condition stands in the UPDATE: an answer or the deadline that came first wins. */
async function markRequested(tx: Tx<PartnerUser>, associationId: string): Promise<void> {
  const open = await tx.db
    .update(associations)
    .set({ requestedAt: sql`coalesce(${associations.requestedAt}, ${tx.now})` })
    .where(isUnanswered(associationId, tx.now))
    .returning({ id: associations.id });
  if (open.length === 0) throw new Refusal("expired");
}
