import { createHash } from "node:crypto";
import type {
  consentDecisions,
  consentRequests,
  knownCustomers,
  reminders,
  workshopClaims,
} from "@/db/schema";
import type { OpenedClaim } from "@/lib/consent/accept";
import type { Tx } from "@/lib/ctx";
import { getBands, listRates } from "@/lib/engagements/queries";
import { bandOf, rateAt } from "@/lib/engagements/rules";
import { deadline, daysLeft, dateIn } from "@/lib/time/deadline";
import { stepsOf, type ReminderKind } from "@/lib/consent/remind.rules";
import { linkId, wordingFor } from "./envelope";
import { placeOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";
import { personName } from "@/lib/input";

/** S6: who is known to whom, since the first consent. */
export function knownRows(played: Played[]): (typeof knownCustomers.$inferInsert)[] {
  const first = new Map<string, typeof knownCustomers.$inferInsert>();
  for (const { association } of played) {
    const { partnerId, tenantId, consentedAt } = association;
    if (!consentedAt) continue;
    const key = `${partnerId}:${tenantId}`;
    const earlier = first.get(key);
    if (!earlier || earlier.since > consentedAt)
      first.set(key, { partnerId, tenantId, since: consentedAt });
  }
  return [...first.values()];
}

/** The customer's answer to a round's request (D15); null without one. */
export function decisionRow(
  played: Played,
  auditHash: string,
): typeof consentDecisions.$inferInsert | null {
  const { round, association, decidedAt } = played;
  const proof = proofOf(played);
  if (!round.answer || !decidedAt || !proof) return null;
  return {
    ...proof,
    id: demoId(`decision:${round.key}`),
    partnerId: association.partnerId,
    associationId: association.id,
    consentDueAt: association.consentDueAt,
    reason: round.answer.reason ?? null,
    decidedAt,
    wording: wordingFor(played).text,
    auditHash,
  };
}

/** What proves an answer (D15), as it stands with the answer and in the audit log; null without one. */
export function proofOf(played: Played) {
  const { round, requestId } = played;
  if (!round.answer) return null;
  const { contact, language } = round.tenant;
  const { version, hash } = wordingFor(played);
  return {
    requestId,
    linkId: linkId(played, "request"),
    decision: round.answer.decision,
    fullName: personName(contact.firstName, contact.lastName),
    language,
    wordingVersion: version,
    wordingHash: hash,
    contactEmail: contact.email,
    ipAddress: `192.0.2.${1 + (numberOf(round.key) % 254)}`,
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Demonstration",
    confirmedByCode: false,
  };
}

export type ClaimRow = typeof workshopClaims.$inferInsert & OpenedClaim;

/** A claim comes into being with the consent; its payout is that of the consent date (D16). */
export async function claimRows(
  tx: Tx,
  played: Played[],
  requests: (typeof consentRequests.$inferInsert)[],
): Promise<ClaimRow[]> {
  const bands = await getBands(tx);
  const asked = new Map(requests.map((request) => [request.associationId, request]));
  const rates = new Map<string, Awaited<ReturnType<typeof listRates>>>();
  const numbers = new Set<number>();
  const rows: ClaimRow[] = [];
  for (const { round, association, terms, claimStatus } of played) {
    const { consentedAt, deliveryDueAt } = association;
    if (!consentedAt || !deliveryDueAt || !claimStatus) continue;
    const request = asked.get(association.id);
    if (!request) throw new Error(`nobody was asked in ${round.key}`);
    const known = rates.get(terms.id) ?? (await listRates(tx, terms.id));
    rates.set(terms.id, known);
    const { country, timeZone } = placeOf(round.location);
    const band = bandOf(bands, country);
    const rate = rateAt(known, band, dateIn(consentedAt, timeZone));
    let number = 1_000_000 + (numberOf(`claim:${round.key}`) % 9_000_000);
    while (numbers.has(number)) number = number === 9_999_999 ? 1_000_000 : number + 1;
    numbers.add(number);
    rows.push({
      id: demoId(`claim:${round.key}`),
      number,
      partnerId: association.partnerId,
      associationId: association.id,
      engagementId: association.engagementId,
      tenantId: association.tenantId,
      locationId: association.locationId,
      timeZone,
      statusAt: consentedAt,
      deliveryDueAt,
      reviewDueAt: deadline(consentedAt, terms.reviewDays, timeZone),
      disputeDays: terms.disputeDays,
      clockStandsStill: false,
      requires: ["invoice", "findings_and_recommendations", "partner_survey", "customer_survey"],
      contactFirstName: request.contactFirstName,
      contactLastName: request.contactLastName,
      contactTitle: request.contactTitle,
      contactEmail: request.contactEmail,
      contactLanguage: request.language,
      partnerContactName: request.partnerContactName,
      partnerContactEmail: request.partnerContactEmail,
      payoutMinor: rate?.amount?.minor ?? null,
      currency: rate?.amount?.currency ?? null,
      band,
      rateValidFrom: rate?.validFrom ?? null,
      createdAt: consentedAt,
    });
  }
  return rows;
}

/**
 * D13: the reminders whose day is over were decided upon in their time, and nobody is told again of
 * what ran out before yesterday. What falls on the day of loading is left to the schedule.
 */
export function reminderRows(played: Played[], now: Date): (typeof reminders.$inferInsert)[] {
  return played.flatMap(({ association }) => {
    const { id, partnerId, timeZone, consentDueAt, deliveryDueAt, endedAt, endReason } =
      association;
    const row = (kind: ReminderKind | "expired" | "delivery_expired", daysBefore: number) => ({
      id: demoId(`reminder:${id}:${kind}:${daysBefore}`),
      partnerId,
      associationId: id,
      kind,
      daysBefore,
      createdAt: now,
    });
    if (endedAt) {
      const told = wasTold(endedAt, now);
      if (told && endReason === "consent_expired") return [row("expired", 0)];
      return told && endReason === "delivery_expired" ? [row("delivery_expired", 0)] : [];
    }
    if (association.submittedAt) return [];
    const kind = deliveryDueAt ? "delivery" : association.requestedAt ? "answer" : "not_sent";
    const left = daysLeft(deliveryDueAt ?? consentDueAt, now, timeZone);
    return stepsOf[kind].filter((days) => left < days).map((days) => row(kind, days));
  });
}

/** Whether a lapse was told of before the day of loading; else the schedule tells of it. */
export function wasTold(endedAt: Date, now: Date): boolean {
  return now.getTime() - endedAt.getTime() > 86_400_000;
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}
