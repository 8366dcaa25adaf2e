import { createHash } from "node:crypto";
import type { consentDecisions, knownCustomers, reminders, workshopClaims } from "@/db/schema";
import type { Tx } from "@/lib/ctx";
import { listBands, listRates } from "@/lib/engagements/queries";
import { bandOf, rateAt } from "@/lib/engagements/rules";
import { daysLeft, dateIn } from "@/lib/time/deadline";
import { linkId, reminderDays, wordingFor } from "./letters";
import { placeOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";

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
  const { round, association, requestId, decidedAt } = played;
  if (!round.answer || !decidedAt) return null;
  const { contact, language } = round.tenant;
  const wording = wordingFor(played);
  return {
    id: demoId(`decision:${round.key}`),
    partnerId: association.partnerId,
    requestId,
    associationId: association.id,
    consentDueAt: association.consentDueAt,
    linkId: linkId(played, "request"),
    decision: round.answer.decision,
    fullName: `${contact.firstName} ${contact.lastName}`,
    reason: round.answer.reason ?? null,
    decidedAt,
    language,
    wordingVersion: wording.version,
    wordingHash: wording.hash,
    wording: wording.text,
    contactEmail: contact.email,
    ipAddress: `192.0.2.${numberOf(round.key) % 254}`,
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Demonstration",
    confirmedByCode: false,
    auditHash,
  };
}

/** A claim comes into being with the consent; its payout is that of the consent date (D16). */
export async function claimRows(
  tx: Tx,
  played: Played[],
): Promise<(typeof workshopClaims.$inferInsert)[]> {
  const bands = await listBands(tx);
  const rates = new Map<string, Awaited<ReturnType<typeof listRates>>>();
  const numbers = new Set<number>();
  const rows: (typeof workshopClaims.$inferInsert)[] = [];
  for (const { round, association, terms, claimStatus } of played) {
    const { consentedAt } = association;
    if (!consentedAt || !claimStatus) continue;
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
      status: claimStatus,
      payoutUsd: rate?.amountUsd ?? null,
      band,
      rateValidFrom: rate?.validFrom ?? null,
      createdAt: consentedAt,
    });
  }
  return rows;
}

/** D13: the reminders whose day is over were decided upon in their time, and are not sent again. */
export function reminderRows(played: Played[], now: Date): (typeof reminders.$inferInsert)[] {
  return played.flatMap(({ association }) => {
    const {
      id,
      partnerId,
      timeZone,
      consentDueAt,
      deliveryDueAt,
      endedAt,
      submittedAt,
      requestedAt,
    } = association;
    if (endedAt || submittedAt) return [];
    const kind = deliveryDueAt ? "delivery" : requestedAt ? "answer" : "not_sent";
    const left = daysLeft(deliveryDueAt ?? consentDueAt, now, timeZone);
    return reminderDays
      .filter((days) => left < days)
      .map((daysBefore) => ({
        id: demoId(`reminder:${id}:${kind}:${daysBefore}`),
        partnerId,
        associationId: id,
        kind: kind,
        daysBefore,
        createdAt: now,
      }));
  });
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}
