import { eq } from "drizzle-orm";
import { claimReviews, workshopClaims } from "@/db/schema";
import { authorize } from "@/lib/access/authorize";
import { lockClaim } from "@/lib/claims/lock-claim";
import { moveClaim } from "@/lib/claims/move-claim";
import { transaction, type Ctx, type Operator } from "@/lib/ctx";
import { deadline } from "@/lib/time/deadline";
import { claimOf, submitted, type Claim, type Consented } from "./claims";
import type { fixture } from "./fixture";

type Fixture = ReturnType<typeof fixture>;
export type Decided = "action_required" | "approved" | "rejected" | "rejected_final";
export const reasons = [{ requirement: "invoice", code: "customer_name_missing" }];

/** The programme takes a claim, decides about it, or pays it, as its staff do. */
export async function review(
  ctx: Ctx,
  number: number,
  to: Decided | "under_review" | "paid",
): Promise<void> {
  authorize(ctx, to === "paid" ? "claims.pay" : "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number);
    await moveClaim(tx, claim, {
      to,
      mover: "operator",
      event: `claim.${to}`,
      set: factsOf(claim, to, ctx),
    });
    if (to === "under_review" || to === "paid") return;
    const decision = {
      decision: to,
      reasons: to === "approved" ? [] : reasons,
      comment: to === "approved" ? "" : "The invoice does not name the customer.",
      decidedAt: tx.now,
    };
    await tx.db.insert(claimReviews).values({
      ...decision,
      partnerId: claim.partnerId,
      claimId: claim.id,
      submittedAt: claim.submittedAt ?? tx.now,
      reviewerId: tx.actor.userId,
      reviewerName: tx.actor.name,
    });
  });
}

function factsOf(
  claim: Claim,
  to: Decided | "under_review" | "paid",
  { actor, now }: Ctx<Operator>,
): Partial<typeof workshopClaims.$inferInsert> {
  switch (to) {
    case "under_review":
      return { reviewerId: actor.userId, reviewerSince: now };
    case "approved":
      return { approvedAt: now };
    case "paid":
      return { paidAt: now, paymentReference: `PAY-${String(claim.number)}` };
    case "rejected":
      return { rejectedAt: now, disputeDueAt: deadline(now, claim.disputeDays, claim.timeZone) };
    default:
      return {};
  }
}

/** A claim that was sent in and decided about, twelve days after the consent unless said. */
export async function decided(
  f: Fixture,
  to: Decided,
  options: Parameters<typeof submitted>[1] & { decideAt?: Date; operator?: Operator } = {},
): Promise<Consented & { operator: Operator }> {
  const it = await submitted(f, options);
  const operator = options.operator ?? (await f.operator());
  const at = options.decideAt ?? new Date(it.claim.createdAt.getTime() + 12 * 86_400_000);
  await review(f.ctx(operator, at), it.claim.number, "under_review");
  await review(f.ctx(operator, at), it.claim.number, to);
  return { ...it, operator, claim: await claimOf(f, it.association.id) };
}

/** The status of a claim as it is recorded. */
export async function recordedStatus(f: Fixture, id: string): Promise<string> {
  return f.db.transaction({ actor: "system" }, async (db) => {
    const [row] = await db
      .select({ status: workshopClaims.status })
      .from(workshopClaims)
      .where(eq(workshopClaims.id, id));
    return row?.status ?? "none";
  });
}
