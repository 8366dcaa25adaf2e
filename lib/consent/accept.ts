import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { associations, knownCustomers, type workshopClaims } from "@/db/schema";
import { drawNumbers } from "../claim-number";
import type { Tx, Visitor } from "../ctx";
import { refreshEligibility } from "../eligibility/refresh";
import { Refusal } from "../errors";
import { deadline } from "../time/deadline";
import { openedRow } from "./opened";
import { isUnanswered, type AskedRequest } from "./queries";

/** What is fixed for good when a claim comes into being. */
export type OpenedClaim = Pick<
  typeof workshopClaims.$inferSelect,
  "id" | "number" | "payoutMinor" | "currency" | "band" | "rateValidFrom"
>;
/** What the log keeps of it: the claim, and beside its payout the proof and clocks. */
type Opened = { claim: OpenedClaim; terms: z.output<typeof openedRow>["terms"] };

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
): Promise<{ deliveryDueAt: Date; opened: Opened }> {
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
  return { deliveryDueAt, opened: await openClaim(tx, asked) };
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
 * The claim's file. Everything that is fixed at the consent date the database takes from the facts: payout (D16),
 * proof, clocks (D5, D9), contact. One that is begun anew has what the former one had (P1 of section 9).
 */
async function openClaim(tx: Tx<Visitor>, { round }: AskedRequest): Promise<Opened> {
  for (const number of drawNumbers()) {
    const { rows } = await tx.db.execute(sql`
      insert into workshop_claims as c (number, partner_id, association_id)
      values (${number}, ${round.partnerId}, ${round.id}) on conflict (number) do nothing
      returning claim_opened(c) as claim, claim_terms(c) as terms`);
    if (rows.length === 0) continue;
    const { claim, terms } = openedRow.parse(rows[0]);
    if (round.renewsClaimId !== null)
      await tx.db.execute(sql`select copy_claim(${round.renewsClaimId}, ${claim.id})`);
    return { claim, terms };
  }
  throw new Error("no free claim number was found");
}
