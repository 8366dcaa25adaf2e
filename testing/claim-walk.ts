import { eq, sql } from "drizzle-orm";
import { claimReviews, workshopClaims } from "@/db/schema";
import type { ClaimStatus } from "@/lib/claims/rules";
import type { Operator } from "@/lib/ctx";
import { deadline } from "@/lib/time/deadline";
import type { fixture } from "./fixture";
import { claimOf, type Claim, type Consented } from "./claims";

type Fixture = ReturnType<typeof fixture>;
type Facts = Partial<typeof workshopClaims.$inferInsert>;

/** What the programme does with a claim that was sent in, until it stands in this status. */
const ways: Partial<Record<ClaimStatus, ClaimStatus[]>> = {
  under_review: ["under_review"],
  action_required: ["under_review", "action_required"],
  approved: ["under_review", "approved"],
  paid: ["under_review", "approved", "paid"],
  rejected: ["under_review", "rejected"],
};

/**
 * Moves a claim that was sent in on to a status, by the programme's hand.
 * @param at when; a rejection can be disputed for the claim's days from then
 */
export async function walkTo(
  f: Fixture,
  { claim, association }: Consented,
  status: ClaimStatus,
  operator: Operator,
  at: Date,
): Promise<Claim> {
  for (const step of ways[status] ?? []) {
    const facts: Partial<Record<ClaimStatus, Facts>> = {
      under_review: { reviewerId: operator.userId, reviewerSince: at },
      approved: { approvedAt: at },
      paid: { paidAt: at, paymentReference: `pay-${String(claim.number)}` },
      rejected: {
        rejectedAt: at,
        disputeDueAt: deadline(at, claim.disputeDays, claim.timeZone),
      },
    };
    await f.db.transaction(f.scope(operator), async (db) => {
      const [moved] = await db
        .update(workshopClaims)
        .set({ status: step, statusAt: at, ...facts[step] })
        .where(eq(workshopClaims.id, claim.id))
        .returning();
      if (moved && isDecision(step))
        await db.insert(claimReviews).values(reviewOf(moved, step, operator));
    });
  }
  return claimOf(f, association.id);
}

type Decision = (typeof claimReviews.$inferInsert)["decision"];
const isDecision = (status: ClaimStatus): status is Decision =>
  status === "action_required" || status === "approved" || status.startsWith("rejected");

/** The review by which a claim came to stand as it stands now. */
export function reviewOf(
  claim: Claim,
  decision: Decision,
  reviewer: Pick<Operator, "userId" | "name">,
): typeof claimReviews.$inferInsert {
  if (!claim.submittedAt) throw new Error("the claim was never sent in");
  return {
    partnerId: claim.partnerId,
    claimId: claim.id,
    submittedAt: claim.submittedAt,
    decision,
    reasons: [{ requirement: "general", code: "x" }],
    comment: "Because",
    reviewerId: reviewer.userId,
    reviewerName: reviewer.name,
    decidedAt: claim.statusAt,
  };
}

/** The projection of claims beside the facts it is kept from: rows that differ; none when it is whole. */
export async function projectionFaults(f: Fixture): Promise<unknown[]> {
  const unfindable = await f.sql(
    "select 'search' as fault, number from claim_lines l join workshop_claims c using (number) where l.search <> customer_search(c.tenant_id, c.partner_id, c.association_id)",
  );
  const others = await f.db.transaction({ actor: "system" }, async (db) => {
    const { rows } = await db.execute(sql`
      select 'line' as fault, c.number from workshop_claims c left join claim_lines l on l.claim_id = c.id
        join tenants t on t.id = c.tenant_id
        where (l.number, l.partner_id, l.engagement_id, l.tenant_id, l.location_id, l.time_zone, l.status, l.due_at, l.name, l.friendly_name, l.payout_minor, l.currency)
          is distinct from (c.number, c.partner_id, c.engagement_id, c.tenant_id, c.location_id, c.time_zone, c.status::text, c.due_at, t.name, c.friendly_name, c.payout_minor, c.currency)
      union all
      select 'count', coalesce(n.count, c.count)::integer from claim_counts n
        full join (select partner_id, location_id, engagement_id, status, count(*) as count from claim_lines group by 1, 2, 3, 4) c
        using (partner_id, location_id, engagement_id, status) where coalesce(n.count, 0) <> coalesce(c.count, 0)`);
    return rows;
  });
  return [...unfindable, ...others];
}
