import { randomInt } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { associations, knownCustomers, workshopClaims } from "@/db/schema";
import type { Tx, Visitor } from "../ctx";
import { refreshEligibility } from "../eligibility/refresh";
import { payoutAt } from "../engagements/queries";
import { Refusal } from "../errors";
import { dateIn, deadline } from "../time/deadline";
import type { AskedRequest } from "./queries";

/**
 * Makes a round consented, within `decide` (D8): the tenant becomes a known customer (S6), a free
 * consent is taken, the delivery window starts (S57), and the workshop claim comes into being.
 * Refuses with `no_longer_open` when another partner's acceptance came first, with `expired` when
 * the deadline did; the unique index over the consents has the last word.
 * @returns the first instant after the last day to run the workshop and submit the claim
 */
export async function accept(tx: Tx<Visitor>, asked: AskedRequest): Promise<Date> {
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
    .where(
      and(
        eq(associations.id, round.id),
        isNull(associations.consentedAt),
        isNull(associations.endedAt),
        gt(associations.consentDueAt, tx.now),
      ),
    )
    .returning({ id: associations.id });
  if (taken.length === 0) throw new Refusal("expired");
  await openClaim(tx, asked);
  return deliveryDueAt;
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

/** The claim's file, with its payout fixed at the consent date (D16). */
async function openClaim(tx: Tx<Visitor>, { round, workshop }: AskedRequest): Promise<void> {
  const date = dateIn(tx.now, workshop.timeZone);
  const payout = await payoutAt(tx, round.engagementId, workshop.locationCountry, date);
  for (let attempt = 0; attempt < 20; attempt++) {
    const opened = await tx.db
      .insert(workshopClaims)
      .values({
        number: randomInt(1_000_000, 10_000_000),
        partnerId: round.partnerId,
        associationId: round.id,
        payoutUsd: payout.amountUsd,
        band: payout.band,
        rateValidFrom: payout.validFrom,
        createdAt: tx.now,
      })
      .onConflictDoNothing({ target: workshopClaims.number })
      .returning({ id: workshopClaims.id });
    if (opened.length > 0) return;
  }
  throw new Error("no free claim number was found");
}
