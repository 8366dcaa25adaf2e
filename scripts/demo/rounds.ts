import type { associations } from "@/db/schema";
import type { ClaimStatus } from "@/lib/claims/rules";
import { deadline } from "@/lib/time/deadline";
import { dayAt } from "./calendar";
import {
  locationId,
  partnerId,
  personId,
  placeOf,
  type LocationKey,
  type PartnerKey,
  type PersonKey,
} from "./people";
import { demoId } from "./random";
import type { DemoTenant } from "./tenants";

export type MailState = "sent" | "delivered" | "delayed" | "bounced" | "complained";

/** One round as a story: what happened, and how many days ago or later. */
export type Round = {
  /** Names it for good: its ids derive from this. */
  key: string;
  partner: PartnerKey;
  location: LocationKey;
  by: PersonKey;
  tenant: DemoTenant;
  /** The engagement's slug. */
  engagement: string;
  origin: "added" | "claimed";
  createdDaysAgo: number;
  mismatchReason?: string;
  /** `after`: days after it was added or claimed. */
  request?: {
    after: number;
    mail: MailState;
    /** D19: a contact outside of the tenant's domains, who waits for the programme's release. */
    outside?: { email: string; reason: string };
  };
  answer?: { after: number; decision: "accept" | "decline"; reason?: string };
  /** `after`: days after the consent. */
  claim?: { after: number; status: ClaimStatus };
  withdrawnAfter?: number;
};

/** What a round's clocks need of its engagement. */
export type Terms = {
  id: string;
  versionId: string;
  slug: string;
  name: string;
  consentDays: number;
  deliveryDays: number;
  reviewDays: number;
  disputeDays: number;
};

/** A round with its facts worked out for the day of loading. */
export type Played = {
  round: Round;
  terms: Terms;
  association: typeof associations.$inferInsert & {
    createdBy: string;
    id: string;
    partnerId: string;
    consentDueAt: Date;
  };
  requestId: string;
  sentAt: Date | null;
  decidedAt: Date | null;
  claimStatus: ClaimStatus | null;
};

/** Works out when everything of a round happened, and how it ended if it did (D6, D9, S55–S57). */
export function play(round: Round, terms: Terms, now: Date): Played {
  const { timeZone } = placeOf(round.location);
  const at = (daysAgo: number, hours: number) => dayAt(now, timeZone, daysAgo, hours);
  const createdAt = at(round.createdDaysAgo, 9.4);
  const consentDueAt = deadline(createdAt, terms.consentDays, timeZone);
  const sentAt = round.request ? at(round.createdDaysAgo - round.request.after, 10.3) : null;
  const answeredDaysAgo = round.createdDaysAgo - (round.answer?.after ?? 0);
  const decidedAt = round.answer ? at(answeredDaysAgo, 14.2) : null;
  const consentedAt = round.answer?.decision === "accept" ? decidedAt : null;
  const deliveryDueAt = consentedAt ? deadline(consentedAt, terms.deliveryDays, timeZone) : null;
  const submittedAt =
    consentedAt && round.claim ? at(answeredDaysAgo - round.claim.after, 16) : null;
  const withdrawnAt =
    consentedAt && round.withdrawnAfter !== undefined
      ? at(answeredDaysAgo - round.withdrawnAfter, 15.1)
      : null;

  let end: {
    endedAt: Date;
    endReason: "declined" | "withdrawn" | "consent_expired" | "delivery_expired";
  } | null = null;
  if (round.answer?.decision === "decline" && decidedAt) {
    end = { endedAt: decidedAt, endReason: "declined" };
  } else if (withdrawnAt) {
    end = { endedAt: withdrawnAt, endReason: "withdrawn" };
  } else if (!consentedAt && consentDueAt <= now) {
    end = { endedAt: consentDueAt, endReason: "consent_expired" };
  } else if (deliveryDueAt && !submittedAt && deliveryDueAt <= now) {
    end = { endedAt: deliveryDueAt, endReason: "delivery_expired" };
  }

  return {
    round,
    terms,
    association: {
      id: demoId(`association:${round.key}`),
      partnerId: partnerId(round.partner),
      locationId: locationId(round.location),
      tenantId: round.tenant.id,
      engagementId: terms.id,
      versionId: terms.versionId,
      origin: round.origin,
      customerEmail: round.origin === "added" ? round.tenant.contact.email : null,
      mismatchReason: round.mismatchReason ?? null,
      createdAt,
      createdBy: personId(round.by),
      timeZone,
      consentDueAt,
      requestedAt: sentAt,
      consentedAt,
      consentSlot: consentedAt ? 1 : null,
      deliveryDueAt,
      submittedAt,
      endedAt: end?.endedAt ?? null,
      endReason: end?.endReason ?? null,
    },
    requestId: demoId(`request:${round.key}`),
    sentAt,
    decidedAt,
    claimStatus: consentedAt ? (round.claim?.status ?? claimWithout(end?.endReason)) : null,
  };
}

function claimWithout(endReason: string | undefined): ClaimStatus {
  if (endReason === "withdrawn") return "cancelled";
  return endReason === "delivery_expired" ? "not_submitted_expired" : "editing";
}
