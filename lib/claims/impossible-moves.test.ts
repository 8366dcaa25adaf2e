import { randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { associations, workshopClaims } from "@/db/schema";
import { transaction, type Operator } from "@/lib/ctx";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { databaseError } from "@/lib/errors";
import { ask } from "@/testing/asked";
import { claimOf, consented, giveProof, type Claim, type Consented } from "@/testing/claims";
import { recordedStatus, review, type Decided, outcome } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { eq } from "drizzle-orm";
import { cancelClaim } from "./cancel-claim";
import { disputeClaim } from "./dispute-claim";
import { endLapsedClaims } from "./end-lapsed-claims";
import { moveClaim } from "./move-claim";
import { claimStatuses, mayMove, moves, type ClaimStatus, type Mover } from "./rules";
import { submitClaim } from "./submit-claim";

/** Every move of a claim that the table of moves does not have: by the verbs' step, and beside it in the database. */
const f = fixture();
const DAY = 86_400_000;

/** The shortest way to each status, as the demonstration's claims went it too. */
const ways: Record<
  ClaimStatus,
  (Decided | "under_review" | "paid" | "submitted" | "disputed" | "cancelled" | "lapse")[]
> = {
  editing: [],
  submitted: ["submitted"],
  under_review: ["submitted", "under_review"],
  action_required: ["submitted", "under_review", "action_required"],
  approved: ["submitted", "under_review", "approved"],
  paid: ["submitted", "under_review", "approved", "paid"],
  rejected: ["submitted", "under_review", "rejected"],
  disputed: ["submitted", "under_review", "rejected", "disputed"],
  rejected_final: ["submitted", "under_review", "rejected", "disputed", "rejected_final"],
  cancelled: ["cancelled"],
  not_submitted_expired: ["lapse"],
  post_submission_expired: ["submitted", "under_review", "action_required", "lapse"],
  dispute_expired: ["submitted", "under_review", "rejected", "lapse"],
};
/** The bank is nobody who signs in: staff say what it did (`unsettleClaim`). */
type Somebody = Exclude<Mover, "bank">;
const movers: Somebody[] = ["partner", "customer", "operator", "clock"];

const neverSentIn: readonly ClaimStatus[] = ["editing", "cancelled", "not_submitted_expired"];

describe("a move that the table does not have", () => {
  let operator: Operator;
  beforeAll(async () => {
    operator = await f.operator();
  });

  async function walkTo(status: ClaimStatus): Promise<Consented> {
    const it = await consented(f);
    await giveProof(f, it.claim);
    const { number } = it.claim;
    let at = it.claim.createdAt.getTime();
    for (const step of ways[status]) {
      at += step === "lapse" ? 200 * DAY : DAY;
      const ctx = f.ctx(it.company.admin, new Date(at));
      if (step === "submitted") await submitClaim(ctx, { number, confirmed: true });
      else if (step === "disputed") await disputeClaim(ctx, { number, reason: "No." });
      else if (step === "cancelled") await cancelClaim(ctx, { number });
      else if (step === "lapse") {
        await endLapsed(f.system(new Date(at)));
        await endLapsedClaims(f.system(new Date(at)));
      } else await review(f.ctx(operator, new Date(at)), number, step);
    }
    const claim = await claimOf(f, it.association.id);
    expect(claim.status).toBe(status);
    return { ...it, claim };
  }

  /** What each status wants to be true besides, so that nothing but the move is wrong. */
  function factsOf(to: ClaimStatus, { claim, company }: Consented): Partial<Claim> {
    const at = new Date(claim.createdAt.getTime() + 5 * DAY);
    const due = claim.disputeDueAt ?? new Date(claim.createdAt.getTime() + 60 * DAY);
    const never = ["editing", "cancelled", "not_submitted_expired"].includes(to);
    return {
      statusAt: new Date("2090-01-01"),
      submittedAt: never ? null : at,
      submittedBy: never ? null : company.admin.userId,
      reviewerId: operator.userId,
      reviewerSince: at,
      approvedAt: to === "approved" || to === "paid" ? at : null,
      ...(claim.paidAt
        ? {}
        : {
            paidAt: to === "paid" ? at : null,
            paymentReference: to === "paid" ? randomUUID() : null,
          }),
      ...(claim.rejectedAt ? {} : { rejectedAt: at, disputeDueAt: due }),
      ...(claim.disputedAt ? {} : { disputedAt: at }),
    };
  }

  function scopeOf(mover: Somebody, it: Consented): Scope {
    switch (mover) {
      case "partner":
        return f.scope(it.company.admin);
      case "customer":
        return f.scope(it.visitor);
      case "operator":
        return f.scope(operator);
      case "clock":
        return { actor: "system" };
    }
  }

  const logged = async ({ claim }: Consented) =>
    (await f.sql("select from audit_log where subject_id = $1", [claim.id])).length;

  test.each(claimStatuses)(
    "from %s, by anybody, is refused by the verbs' step and by the database",
    async (from) => {
      const it = await walkTo(from);
      const before = await logged(it);
      let tried = 0;
      for (const to of claimStatuses) {
        for (const mover of movers) {
          if (to === from || mayMove({ from, to, mover })) continue;
          const actor = {
            partner: it.company.admin,
            customer: it.visitor,
            operator,
            clock: f.system().actor,
          }[mover];
          const ctx = f.ctx(actor, new Date(it.claim.createdAt.getTime() + DAY));
          const step = transaction(ctx, (tx) =>
            moveClaim(tx, it.claim, { to, mover, event: "claim.review_started", data: {} }),
          );
          expect([to, mover, await outcome(() => step)]).toEqual([
            to,
            mover,
            from.endsWith("_expired") ? "claim_expired" : "claim_moved",
          ]);
          const update = f.db.transaction(scopeOf(mover, it), (db) =>
            db
              .update(workshopClaims)
              .set({ ...factsOf(to, it), status: to })
              .where(eq(workshopClaims.id, it.claim.id))
              .returning({ id: workshopClaims.id }),
          );
          const unseen = mover === "operator" && neverSentIn.includes(from);
          const result = await update.catch((error: unknown) => databaseError(error)?.constraint);
          expect([to, mover, result]).toEqual([to, mover, unseen ? [] : "workshop_claims_moves"]);
          tried += 1;
        }
      }
      const have = moves.filter((move) => move.from === from && move.mover !== "bank").length;
      expect(tried).toBe((claimStatuses.length - 1) * movers.length - have);
      expect(await recordedStatus(f, it.claim.id)).toBe(from);
      expect(await logged(it)).toBe(before);
    },
  );

  test("another partner, another location, and staff of the company itself move nothing at all", async () => {
    const it = await walkTo("submitted");
    const rival = await f.partner();
    const place = await f.location(it.company);
    const own = await f.operator({ companies: [it.company.id] });
    const clerk = await f.user(it.company, {
      grants: [{ role: "incentives_user", locationId: place.id }],
    });
    const { visitor } = await ask(f, { company: rival });
    for (const actor of [rival.admin, clerk, own, visitor]) {
      const moved = await f.db.transaction(f.scope(actor), (db) =>
        db
          .update(workshopClaims)
          .set({ status: "under_review", reviewerId: own.userId, reviewerSince: f.now })
          .where(eq(workshopClaims.id, it.claim.id))
          .returning({ id: workshopClaims.id }),
      );
      expect(moved).toEqual([]);
    }
    await expect(review(f.ctx(own), it.claim.number, "under_review")).rejects.toThrow(
      "own_company",
    );
  });

  test("the table of the database is the table of the rules", async () => {
    const rows = await f.sql<Record<"from" | "to" | "mover", string>>(
      'select from_status as "from", to_status as "to", mover from claim_moves',
    );
    const key = (move: Record<"from" | "to" | "mover", string>) =>
      `${move.from} ${move.to} ${move.mover}`;
    expect(rows.map(key).sort()).toEqual(moves.map(key).sort());
  });

  test("a claim is not sent in behind its association's back, nor an association behind its claim's", async () => {
    const it = await walkTo("editing");
    const at = new Date(it.claim.createdAt.getTime() + DAY);
    const scope = scopeOf("partner", it);
    const claimAlone = () =>
      f.db.transaction(scope, (db) =>
        db
          .update(workshopClaims)
          .set({
            status: "submitted",
            statusAt: at,
            submittedAt: at,
            submittedBy: it.company.admin.userId,
          })
          .where(eq(workshopClaims.id, it.claim.id)),
      );
    const associationAlone = () =>
      f.db.transaction(scope, (db) =>
        db
          .update(associations)
          .set({ submittedAt: at })
          .where(eq(associations.id, it.association.id)),
      );
    const constraint = async (work: () => Promise<unknown>) =>
      databaseError(await work().catch((thrown: unknown) => thrown))?.constraint;
    expect(await constraint(claimAlone)).toBe("workshop_claims_ready");
    expect(await constraint(associationAlone)).toBe("associations_submit_with_claim");
  });
});
