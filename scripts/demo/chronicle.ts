import type { auditLog } from "@/db/schema";
import { WORDING_VERSION } from "@/lib/consent/wording";
import { linkId } from "./letters";
import type { Played } from "./rounds";

type Entry = typeof auditLog.$inferInsert;

/** What the audit log says of a round, in no order yet. */
export function chronicle(played: Played): Entry[] {
  const { round, association, requestId, sentAt, decidedAt } = played;
  const { partnerId, id, createdBy, createdAt, consentDueAt } = association;
  const entry = (
    event: string,
    at: Date,
    by: { actorKind: string; actorId: string },
    data: Record<string, unknown>,
  ): Entry => ({
    chain: partnerId,
    seq: 0,
    at,
    event,
    subjectId: id,
    data,
    prevHash: "",
    hash: "",
    ...by,
  });
  const person = { actorKind: "partner", actorId: createdBy };
  const visitor = { actorKind: "visitor", actorId: linkId(played, "request") };
  const clock = { actorKind: "system", actorId: "end-lapsed" };

  const entries = [
    entry(round.origin === "added" ? "customer.added" : "customer.claimed", createdAt, person, {
      tenantId: association.tenantId,
      engagementId: association.engagementId,
      locationId: association.locationId,
      consentDueAt: consentDueAt.toISOString(),
      mismatchReason: association.mismatchReason ?? null,
    }),
  ];
  if (sentAt) {
    entries.push(
      entry("consent.sent", sentAt, person, {
        requestId,
        contactEmail: round.tenant.contact.email,
        language: round.tenant.language,
        wordingVersion: WORDING_VERSION,
        replacedRequestId: null,
      }),
    );
  }
  if (round.answer && decidedAt) {
    const event = round.answer.decision === "accept" ? "consent.accepted" : "consent.declined";
    entries.push(entry(event, decidedAt, visitor, { requestId, wordingVersion: WORDING_VERSION }));
  }
  const { endedAt, endReason } = association;
  if (endedAt && endReason === "withdrawn")
    entries.push(entry("consent.withdrawn", endedAt, visitor, { requestId }));
  if (endedAt && (endReason === "consent_expired" || endReason === "delivery_expired")) {
    entries.push(entry("round.lapsed", endedAt, clock, { reason: endReason }));
  }
  return entries;
}
