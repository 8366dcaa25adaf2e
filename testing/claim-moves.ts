import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { askAction } from "@/lib/claims/review/ask-action";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { rejectClaim } from "@/lib/claims/review/reject-claim";
import { rejectFinally } from "@/lib/claims/review/reject-finally";
import { startReview } from "@/lib/claims/review/start-review";
import type { Ctx, Operator } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { claimOf, submitted, type Consented } from "./claims";
import type { fixture } from "./fixture";
import { justIn } from "./just-in";

type Fixture = ReturnType<typeof fixture>;
export type Decided = "action_required" | "approved" | "rejected" | "rejected_final";
export const reasons = [{ requirement: "invoice", code: "customer_name_missing" } as const];

/** The programme takes a claim, decides about it, or pays it, as its staff do. */
export async function review(
  ctx: Ctx<Operator>,
  number: number,
  to: Decided | "under_review" | "paid",
): Promise<void> {
  const said = { number, reasons, comment: "The invoice does not name the customer." };
  switch (to) {
    case "under_review":
      return startReview(ctx, { number });
    case "action_required":
      return askAction(ctx, said);
    case "approved":
      return approveClaim(ctx, { number });
    case "rejected":
      return rejectClaim(ctx, said);
    case "rejected_final":
      return rejectFinally(ctx, said);
    case "paid":
      return payClaim(justIn(ctx), { number, paymentReference: `PAY-${String(number)}` });
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

/** The refusal of an act, or that it is done. */
export async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
