import { randomInt } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { associations, knownCustomers, workshopClaims } from "@/db/schema";
import type { Tx, Visitor } from "../ctx";
import { refreshEligibility } from "../eligibility/refresh";
import { payoutAt } from "../engagements/queries";
import { Refusal } from "../errors";
import { dateIn, deadline } from "../time/deadline";
import { isUnanswered, type AskedRequest } from "./queries";

/** What is fixed for good when a claim comes into being. */
export type OpenedClaim = Pick<
  typeof workshopClaims.$inferSelect,
  "id" | "number" | "payoutUsd" | "band" | "rateValidFrom"
>;

/**
 * Makes a round consented, within `decide` (D8): the tenant becomes a known customer (S6), a free
 * consent is taken, the delivery window starts (S57), and the workshop claim comes into being.
 * Refuses with `no_longer_open` when another partner's acceptance came first, with `expired` when
 * the deadline did; the unique index over the consents has the last word.
 * @returns the first instant after the last day to run the workshop and submit the claim, and what
 * the audit log keeps of the claim
 */
export async function accept(
  tx: Tx<Visitor>,
  asked: AskedRequest,
): Promise<{ deliveryDueAt: Date; claim: OpenedClaim }> {
  const { round, workshop, engagement } = asked;
  await makeKnown(tx, round);

  const { rows } = await tx.db.execute<{ slot: number | null }>(
    sql`select free_consent_slot(${round.engagementId}, ${round.tenantId}) as slot`,
  );
  const slot = rows[0]?.slot ?? null;
  if (slot === null) throw new Refusal("no_longer_open");

  const deliveryDueAt = deadline(tx.now, engagement.deliveryDays, workshop.timeZone);
  const taken = await tx.db
    .update(associations)
    .set({ consentedAt: tx.now, consentSlot: slot, deliveryDueAt })
    .where(isUnanswered(round.id, tx.now))
    .returning({ id: associations.id });
  if (taken.length === 0) throw new Refusal("expired");
  return { deliveryDueAt, claim: await openClaim(tx, asked, deliveryDueAt) };
}

/** S6; before the round itself changes: the locks on the projection are taken in one order. */
async function makeKnown(tx: Tx<Visitor>, { partnerId, tenantId }: AskedRequest["round"]) {
  const mine = and(eq(knownCustomers.partnerId, partnerId), eq(knownCustomers.tenantId, tenantId));
  const known = await tx.db
    .select({ since: knownCustomers.since })
    .from(knownCustomers)
    .where(mine);
  if (known.length > 0) return;
  await refreshEligibility(tx, [tenantId]);
  await tx.db
    .insert(knownCustomers)
    .values({ partnerId, tenantId, since: tx.now })
    .onConflictDoNothing();
}

/**
 * The claim's file, with everything that is fixed at the consent date: payout (D16), proof, clocks
 * (D5, D9). One that is begun anew has what the former one had (P1 of section 9).
 */
async function openClaim(
  tx: Tx<Visitor>,
  { round, workshop, engagement, request }: AskedRequest,
  deliveryDueAt: Date,
): Promise<OpenedClaim> {
  const { timeZone, locationCountry } = workshop;
  const date = dateIn(tx.now, timeZone);
  const payout = await payoutAt(tx, round.engagementId, locationCountry, date);
  const values = {
    partnerId: round.partnerId,
    associationId: round.id,
    engagementId: round.engagementId,
    tenantId: round.tenantId,
    locationId: round.locationId,
    timeZone,
    statusAt: tx.now,
    payoutUsd: payout.amountUsd,
    band: payout.band,
    rateValidFrom: payout.validFrom,
    requires: engagement.poe.map(({ kind }) => kind),
    createdAt: tx.now,
    deliveryDueAt,
    reviewDueAt: deadline(tx.now, engagement.reviewDays, timeZone),
    disputeDays: engagement.disputeDays,
    clockStandsStill: engagement.clockStandsStill,
    contactFirstName: request.contactFirstName,
    contactLastName: request.contactLastName,
    contactTitle: request.contactTitle,
    contactEmail: request.contactEmail,
    contactLanguage: request.language,
    contactReleaseId: request.releaseId,
    partnerContactName: request.partnerContactName,
    partnerContactEmail: request.partnerContactEmail,
    renewsClaimId: round.renewsClaimId,
  };
  for (let attempt = 0; attempt < 20; attempt++) {
    const [opened] = await tx.db
      .insert(workshopClaims)
      .values({ ...values, number: randomInt(1_000_000, 10_000_000) })
      .onConflictDoNothing({ target: workshopClaims.number })
      .returning({
        id: workshopClaims.id,
        number: workshopClaims.number,
        payoutUsd: workshopClaims.payoutUsd,
        band: workshopClaims.band,
        rateValidFrom: workshopClaims.rateValidFrom,
      });
    if (!opened) continue;
    if (round.renewsClaimId !== null)
      await tx.db.execute(sql`select copy_claim(${round.renewsClaimId}, ${opened.id})`);
    return opened;
  }
  throw new Error("no free claim number was found");
}
