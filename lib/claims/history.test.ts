import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { Client } from "pg";
import type { Scope } from "@/db/client";
import { associations, workshopClaims } from "@/db/schema";
import { withdrawConsent } from "@/lib/consent/withdraw";
import { transaction, type Operator } from "@/lib/ctx";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { databaseError, Refusal } from "@/lib/errors";
import { ask, formOf } from "@/testing/asked";
import { claimOf, consented, giveProof, type Claim, type Consented } from "@/testing/claims";
import { recordedStatus, review, type Decided } from "@/testing/claim-moves";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { deadline } from "@/lib/time/deadline";
import { differences } from "@/testing/facts";
import { eq } from "drizzle-orm";
import { tries } from "@/testing/tries";
import { cancelClaim } from "./cancel-claim";
import { disputeClaim } from "./dispute-claim";
import { endLapsedClaims } from "./end-lapsed-claims";
import { moveClaim } from "./move-claim";
import { claimStatuses, mayMove, moves, type ClaimStatus, type Mover } from "./rules";
import { submitClaim } from "./submit-claim";

/**
 * Random histories of one claim, over the acts of its partner, its customer, the programme and the
 * clock, against a model of a few lines that knows the table of moves and the clocks. Then every
 * move that the table does not have.
 */
const RUNS = tries("HISTORIES", { ci: 12, whole: 250 });
jest.setTimeout(120_000 + RUNS * 4_000);

const f = fixture();
const ZONE = "Europe/Amsterdam";
const DAY = 86_400_000;

type Act =
  | { act: "wait"; days: number }
  /** One of the moves that there are from where the claim stands. */
  | { act: "go"; pick: number }
  | { act: "prove" | "submit" | "cancel" | "dispute" | "withdraw" | "lapse" }
  | { act: "review"; to: Decided | "under_review" | "paid" };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 16, arbitrary: fc.record({ act: fc.constant("go" as const), pick: fc.nat(11) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant("wait" as const),
        days: fc.constantFrom(1, 5, 29, 30, 31, 60, 90, 120),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant("prove" as const) }) },
    { weight: 5, arbitrary: fc.record({ act: fc.constant("submit" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constantFrom("cancel", "withdraw", "lapse") }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant("dispute" as const) }) },
    {
      weight: 9,
      arbitrary: fc.record({
        act: fc.constant("review" as const),
        to: fc.constantFrom(
          "under_review" as const,
          "under_review" as const,
          "action_required" as const,
          "approved" as const,
          "rejected" as const,
          "rejected_final" as const,
          "paid" as const,
        ),
      }),
    },
  ),
  { minLength: 4, maxLength: 14 },
);

const ran: Partial<Record<ClaimStatus, ClaimStatus>> = {
  editing: "not_submitted_expired",
  action_required: "post_submission_expired",
  rejected: "dispute_expired",
};

class World {
  now: number;
  /** The model: the last recorded move, and the clocks. */
  status: ClaimStatus = "editing";
  proven = false;
  disputeDue = Infinity;
  recorded: string[] = [];

  private constructor(
    private readonly it: Consented,
    private readonly operator: Operator,
    private readonly sql: Client,
  ) {
    this.now = it.claim.createdAt.getTime();
  }

  static async create(field: Field): Promise<World> {
    const { company, engagement, operator, sql } = field;
    const it = await consented(f, { company, engagement });
    return new World(it, operator, sql);
  }

  private get due(): number {
    const { deliveryDueAt, reviewDueAt } = this.it.claim;
    if (this.status === "editing") return deliveryDueAt.getTime();
    if (this.status === "action_required") return reviewDueAt.getTime();
    return this.status === "rejected" ? this.disputeDue : Infinity;
  }
  /** Where the claim stands now, by the model. */
  private get standing(): ClaimStatus {
    return this.now >= this.due ? (ran[this.status] ?? this.status) : this.status;
  }
  private get at() {
    return new Date(this.now);
  }
  private partner() {
    return f.ctx(this.it.company.admin, this.at);
  }

  /** Does it for real, and says what the model expected. */
  async perform(chosen: Act): Promise<{ got: string; expected: string }> {
    const act = chosen.act === "go" ? await this.next(chosen.pick) : chosen;
    this.now += 60_000;
    const { number } = this.it.claim;
    switch (act.act) {
      case "wait":
        this.now += act.days * DAY;
        return { got: "", expected: "" };
      case "prove": {
        const open = ["editing", "action_required"].includes(this.status);
        if (open && !this.proven) {
          await prove(this.sql, this.it);
          this.proven = true;
        }
        return { got: "", expected: "" };
      }
      case "lapse":
        await endLapsed(f.system(this.at));
        await endLapsedClaims(f.system(this.at));
        this.lapse();
        return { got: "", expected: "" };
      case "submit": {
        const waits = ["editing", "action_required"].includes(this.standing) && !this.proven;
        return this.move("submitted", "partner", () => submitClaim(this.partner(), { number, confirmed: true }), waits ? "claim_not_ready" : undefined); // prettier-ignore
      }
      case "cancel":
        return this.move("cancelled", "partner", () => cancelClaim(this.partner(), { number }));
      case "dispute":
        return this.move("disputed", "partner", () =>
          disputeClaim(this.partner(), { number, reason: "No." }),
        );
      case "withdraw": {
        const form = await formOf(f, this.it.visitor, this.at);
        const ctx = f.ctx(this.it.visitor, this.at);
        const may = this.standing === "editing";
        return this.move("cancelled", "customer", () => withdrawConsent(ctx, form), may ? undefined : "not_to_withdraw"); // prettier-ignore
      }
      case "review": {
        const ctx = f.ctx(this.operator, this.at);
        // Who has a claim in hand already takes it once more without any effect.
        if (act.to === "under_review" && this.status === "under_review")
          return { got: await outcome(() => review(ctx, number, act.to)), expected: "done" };
        const over =
          act.to === "action_required" &&
          this.status === "under_review" &&
          this.now >= this.it.claim.reviewDueAt.getTime();
        return this.move(act.to, "operator", () => review(ctx, number, act.to), over ? "review_time_over" : undefined); // prettier-ignore
      }
    }
  }

  /** An act that makes one of the moves of the table; at an end, any. */
  private async next(pick: number): Promise<Exclude<Act, { act: "go" }>> {
    const may = moves.filter(({ from }) => from === this.standing);
    const move = may[pick % Math.max(1, may.length)];
    if (!move) return { act: "submit" };
    if (move.mover === "clock") {
      this.now = this.due;
      return { act: "lapse" };
    }
    if (move.mover === "customer") return { act: "withdraw" };
    if (move.mover === "operator") return { act: "review", to: move.to as Decided };
    if (move.to !== "submitted") return { act: move.to === "disputed" ? "dispute" : "cancel" };
    await this.perform({ act: "prove" });
    return { act: "submit" };
  }

  private async move(
    to: ClaimStatus,
    mover: Mover,
    work: () => Promise<unknown>,
    refusal?: string,
  ): Promise<{ got: string; expected: string }> {
    const from = this.standing;
    const may = refusal === undefined && mayMove({ from, to, mover });
    // The programme sees nothing of a claim that was never sent in.
    const unseen = mover === "operator" && !this.recorded.includes("submitted");
    const hidden = unseen ? "not_found" : undefined;
    const no = hidden ?? refusal ?? (from.endsWith("_expired") ? "claim_expired" : "claim_moved");
    const got = await outcome(work);
    if (may) {
      this.status = to;
      if (mover !== "customer") this.recorded.push(to);
      if (to === "rejected")
        this.disputeDue = deadline(this.at, this.it.claim.disputeDays, ZONE).getTime();
    }
    return { got, expected: may ? "done" : no };
  }

  private lapse() {
    if (this.standing === this.status) return;
    this.status = this.standing;
    if (this.status !== "not_submitted_expired") this.recorded.push(this.status);
  }

  /** The facts as they are, and as the model has them. */
  async compare(): Promise<void> {
    const { rows } = await this.sql.query<Row>(
      `select c.status, a.end_reason, a.submitted_at is not null as sent, c.status_at <= $2 as past,
        coalesce((select array_agg(l.data->>'to' order by l.seq) from audit_log l
          where l.subject_id = c.id and l.data ? 'to'), '{}') as log,
        (select count(*)::int from emails e where e.partner_id = c.partner_id
          and e.variables->>'claimNumber' = c.number::text) as mails
       from workshop_claims c join associations a on a.id = c.association_id where c.id = $1`,
      [this.it.claim.id, this.at],
    );
    const row = rows[0]!;
    // Whoever looked may have ended a claim that was never sent in.
    if (row.status === "not_submitted_expired" && this.standing === row.status)
      this.status = this.standing;
    expect(row.status).toBe(this.status);
    expect(row.past).toBe(true);
    expect(row.log).toEqual(this.recorded);
    expect(row.sent).toBe(this.recorded.includes("submitted"));
    const over = ["cancelled", "not_submitted_expired"].includes(row.status);
    expect(row.end_reason !== null).toBe(over);
    const told = this.recorded.filter((to) => to !== "under_review");
    expect(row.mails).toBe(told.length * 2);
  }
}

type Row = {
  status: ClaimStatus;
  end_reason: string | null;
  sent: boolean;
  past: boolean;
  log: string[];
  mails: number;
};
type Field = { company: Company; engagement: Engagement; operator: Operator; sql: Client };

/** The one document that the workshop of these histories asks for. */
async function prove(sql: Client, { claim, company }: Consented): Promise<void> {
  await sql.query(
    `insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by)
     values ($1, $2, 'invoice', 1, 'invoice.pdf', 'application/pdf', 1, $3, $4, $5)`,
    [claim.partnerId, claim.id, randomBytes(32), f.now, company.admin.userId],
  );
}

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test(`${String(RUNS)} random histories of a claim go as the table of moves says (section 6)`, async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const operator = await f.operator();
  const seen = new Set<string>();
  const sql = new Client({ connectionString: f.urls().ownerUrl });
  await sql.connect();
  await fc
    .assert(
      fc.asyncProperty(acts, async (history) => {
        const world = await World.create({ company, engagement, operator, sql });
        for (const act of history) {
          const { got, expected } = await world.perform(act);
          expect([act, got]).toEqual([act, expected]);
          await world.compare();
          seen.add(world.status);
        }
      }),
      { numRuns: RUNS },
    )
    .finally(() => sql.end());
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
  expect(await differences(f)).toEqual([]);
  if (RUNS >= 250) expect([...seen].sort()).toEqual([...claimStatuses].sort());
});

/** The shortest way to each status, as the demonstration's claims went it too. */
const ways: Record<
  ClaimStatus,
  (Decided | "under_review" | "paid" | "submitted" | "disputed" | "cancelled" | "lapse")[]
> = {
  // prettier-ignore
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
const movers: Mover[] = ["partner", "customer", "operator", "clock"];

const neverSentIn: readonly ClaimStatus[] = ["editing", "cancelled", "not_submitted_expired"];

describe("a move that the table does not have (issue 3, must hold)", () => {
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
        : { paidAt: to === "paid" ? at : null, paymentReference: to === "paid" ? randomUUID() : null }), // prettier-ignore
      ...(claim.rejectedAt ? {} : { rejectedAt: at, disputeDueAt: due }),
      ...(claim.disputedAt ? {} : { disputedAt: at }),
    };
  }

  function scopeOf(mover: Mover, it: Consented): Scope {
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
          const actor = { partner: it.company.admin, customer: it.visitor, operator, clock: f.system().actor }[mover]; // prettier-ignore
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
      const have = moves.filter((move) => move.from === from).length;
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
    const key = (move: Record<"from" | "to" | "mover", string>) => `${move.from} ${move.to} ${move.mover}`; // prettier-ignore
    expect(rows.map(key).sort()).toEqual(moves.map(key).sort());
  });

  test("a claim is not sent in behind its association's back, nor an association behind its claim's", async () => {
    const it = await walkTo("editing");
    const at = new Date(it.claim.createdAt.getTime() + DAY);
    const scope = scopeOf("partner", it);
    const claimAlone = f.db.transaction(scope, (db) =>
      db
        .update(workshopClaims)
        .set({
          status: "submitted",
          statusAt: at,
          submittedAt: at,
          submittedBy: it.company.admin.userId,
        }) // prettier-ignore
        .where(eq(workshopClaims.id, it.claim.id)),
    );
    const associationAlone = f.db.transaction(scope, (db) =>
      db
        .update(associations)
        .set({ submittedAt: at })
        .where(eq(associations.id, it.association.id)),
    );
    const constraint = async (work: Promise<unknown>) =>
      databaseError(await work.catch((thrown: unknown) => thrown))?.constraint;
    expect(await constraint(claimAlone)).toBe("workshop_claims_ready");
    expect(await constraint(associationAlone)).toBe("associations_submit_with_claim");
  });
});
