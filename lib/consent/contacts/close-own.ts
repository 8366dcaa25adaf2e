import { and, eq } from "drizzle-orm";
import { consentRequests } from "@/db/schema";
import { record } from "../../audit/record";
import type { Tx } from "../../ctx";
import type { RefusalCode } from "../../errors";
import { notify } from "../../notify/notify";
import { workshopFacts } from "../facts";
import { isLive } from "../queries";
import { contactFacts } from "./queries";
import { whyNotContact } from "./rules";

/** What tells of a request that is open to answer whether it may stay so. */
export type OpenRequest = Pick<
  typeof consentRequests.$inferSelect,
  "id" | "contactEmail" | "partnerContactEmail" | "sentBy"
>;
type Round = { id: string; partnerId: string; tenantId: string; locationId: string };

/**
 * D19, with the one rule, wherever it may come to light that the contact of an open request can be
 * none any more, because its domain or mailbox became the partner's since: the request is closed for
 * good (D18), and the partner is told to name somebody else. A consent that was given stands.
 * A step, under the lock of the tenant. Its transaction must commit also when the act is refused.
 * @returns why it was closed; null: it was not
 */
export async function closeOwnContact(
  tx: Tx,
  request: OpenRequest,
  round: Round,
): Promise<RefusalCode | null> {
  const { contactEmail, partnerContactEmail } = request;
  const why = whyNotContact(contactEmail, await contactFacts(tx, round), partnerContactEmail);
  if (why === null) return null;
  const closed = await tx.db
    .update(consentRequests)
    .set({ closedAt: tx.now, closedFor: why === "contact_stopped" ? "programme" : "contact" })
    .where(and(eq(consentRequests.id, request.id), isLive(round.id)))
    .returning({ id: consentRequests.id });
  if (closed.length === 0) return null;
  await tellOtherContact(tx, {
    associationId: round.id,
    contactEmail,
    why,
    claimNumber: null,
    concern: { ...round, contactEmail: partnerContactEmail, userIds: [request.sentBy] },
  });
  await record(tx, {
    event: "consent.closed",
    subjectId: round.id,
    partnerId: round.partnerId,
    data: { requestId: request.id, contactEmail, why },
  });
  return why;
}

/** Tells the partner that a contact who was asked can no longer answer, and what to do. */
export async function tellOtherContact(
  tx: Tx,
  about: {
    associationId: string;
    contactEmail: string;
    why: RefusalCode;
    claimNumber: string | null;
    concern: Parameters<typeof notify>[1];
  },
): Promise<void> {
  const { associationId, contactEmail, why, claimNumber, concern } = about;
  const { workshop, engagementSlug } = await workshopFacts(tx, associationId);
  await notify(tx, concern, "partner-contact-decision", {
    ...workshop,
    decision: why === "contact_stopped" ? "banned" : "closed",
    contactEmail,
    note: null,
    associationId,
    engagementSlug,
    claimNumber,
  });
}
