import type { auditLog } from "@/db/schema";
import type { EventName } from "@/lib/audit/events";
import type { OpenedClaim } from "@/lib/consent/accept";
import { answerPrint } from "@/lib/visitors/answer-print";
import { WORDING_VERSION } from "@/lib/consent/wording";
import { proofOf, wasTold, type ClaimRow } from "./consequences";
import { linkId } from "./envelope";
import { demoId } from "./random";
import type { Played } from "./rounds";

type Entry = typeof auditLog.$inferInsert;

const openedOf = ({
  id,
  number,
  payoutMinor,
  currency,
  band,
  rateValidFrom,
}: OpenedClaim): OpenedClaim => ({
  id,
  number,
  payoutMinor,
  currency,
  band,
  rateValidFrom,
});

const termsOf = ({ requires, deliveryDueAt, reviewDueAt, ...claim }: ClaimRow) => ({
  requires,
  deliveryDueAt: deliveryDueAt.toISOString(),
  reviewDueAt: reviewDueAt.toISOString(),
  disputeDays: claim.disputeDays,
  clockStandsStill: claim.clockStandsStill,
});

/** What the audit log says of a round up to `now`, in no order yet. */
export function chronicle(
  played: Played,
  { now, claim }: { now: Date; claim: ClaimRow | undefined },
): Entry[] {
  const { round, association, requestId, sentAt, decidedAt } = played;
  const { partnerId, id, createdBy, createdAt, consentDueAt } = association;
  const entry = (
    event: EventName,
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
  const clock = { actorKind: "system", actorId: "tell-expired" };

  const entries = [
    entry(round.origin === "added" ? "customer.added" : "customer.claimed", createdAt, person, {
      tenantId: association.tenantId,
      engagementId: association.engagementId,
      locationId: association.locationId,
      consentDueAt: consentDueAt.toISOString(),
      mismatchReason: association.mismatchReason ?? null,
      renewsClaimId: null,
    }),
  ];
  const outside = round.request?.outside;
  if (sentAt) {
    if (outside)
      entries.push(
        entry("contact.release_asked", sentAt, person, {
          releaseId: demoId(`release:${round.key}`),
          contactEmail: outside.email,
          reason: outside.reason,
          free: false,
        }),
      );
    entries.push(
      entry("consent.sent", sentAt, person, {
        requestId,
        contactEmail: outside?.email ?? round.tenant.contact.email,
        language: round.tenant.language,
        wordingVersion: WORDING_VERSION,
        replacedRequestId: null,
        releaseId: outside ? demoId(`release:${round.key}`) : null,
        waiting: outside !== undefined,
      }),
    );
  }
  const proof = proofOf(played);
  if (round.answer && decidedAt && proof) {
    const reason = round.answer.reason ?? null;
    const event = round.answer.decision === "accept" ? "consent.accepted" : "consent.declined";
    entries.push(
      entry(event, decidedAt, visitor, {
        ...proof,
        partnerNetwork: false,
        reason,
        proof: answerPrint({ ...proof, reason }),
        ...(claim ? { claim: openedOf(claim), terms: termsOf(claim) } : {}),
      }),
    );
  }
  const { endedAt, endReason } = association;
  if (endedAt && endReason === "withdrawn" && proof) {
    const { linkId, fullName, language, ipAddress, userAgent } = proof;
    const data = {
      requestId,
      linkId,
      fullName,
      language,
      ipAddress,
      userAgent,
      confirmedByCode: false,
    };
    entries.push(entry("consent.withdrawn", endedAt, visitor, data));
  }
  if (endedAt && wasTold(endedAt, now) && endReason === "consent_expired")
    entries.push(entry("consent.expired", endedAt, clock, { dueAt: endedAt.toISOString() }));
  if (endedAt && wasTold(endedAt, now) && endReason === "delivery_expired")
    entries.push(entry("delivery.expired", endedAt, clock, { dueAt: endedAt.toISOString() }));
  return entries;
}
