import type { z } from "zod";
import { sql } from "drizzle-orm";
import { associations, consentRequests } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { completeDraft } from "../customers/drafts/complete";
import { lockDraft } from "../customers/drafts/lock";
import { sentResult } from "../customers/drafts/schema";
import { fieldErrors, refuse, Refusal } from "../errors";
import { allowContact } from "./contacts/allow-contact";
import { workshopFacts } from "./facts";
import { lockRound } from "./lock-round";
import { postRequest } from "./post-request";
import { isLive, isUnanswered } from "./queries";
import { contactFields } from "./schema";
import { WORDING_VERSION } from "./wording";
import { personName } from "../input";

/**
 * "Send for consent" (S49–S53): asks the customer's contact, with a link of their own, to accept or
 * decline. A request to another contact replaces the one before it, whose links then say so (D11).
 * It moves no deadline (D5). To a contact outside of the tenant's domains nothing is sent before the
 * programme releases it (D19). Sending the same draft again gives the first result (D4).
 * Refuses with `not_found`, `expired`, `already_answered`, `round_ended`, `no_longer_open` (another
 * partner has this customer's consent), `not_eligible`, or what is wrong at a field, as `checkContact`.
 * @returns the association and the new request
 */
export async function sendConsent(ctx: Ctx, { draftId }: { draftId: string }) {
  authorize(ctx, "consent.send");
  return transaction(ctx, async (tx) => {
    const draft = await lockDraft(tx, draftId, "consent");
    if (draft.completedAt !== null) return sentResult.parse(draft.result);
    if (draft.subjectId === null) throw new Refusal("not_found");
    const contact = contactOf(draft.values);
    await lockRound(tx, draft.subjectId);
    const facts = await workshopFacts(tx, draft.subjectId);
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
    await completeDraft(tx, draft.id, result);
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
  });
}

/** The contacts of the first screen; sent too early, what is missing there. */
function contactOf(values: unknown): z.output<typeof contactFields> {
  const parsed = contactFields.safeParse(values);
  if (parsed.success) return parsed.data;
  refuse(fieldErrors(parsed.error));
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
