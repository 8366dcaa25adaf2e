import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Client } from "pg";
import { withdrawConsent } from "@/lib/consent/withdraw";
import { type Operator } from "@/lib/ctx";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { formOf } from "@/testing/asked";
import { consented, type Consented } from "@/testing/claims";
import { review, type Decided, outcome } from "@/testing/claim-moves";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { deadline } from "@/lib/time/deadline";
import { differences } from "@/testing/facts";
import { tries } from "@/testing/tries";
import { cancelClaim } from "./cancel-claim";
import { disputeClaim } from "./dispute-claim";
import { endLapsedClaims } from "./end-lapsed-claims";
import { claimStatuses, mayMove, moves, type ClaimStatus, type Mover } from "./rules";
import { submitClaim } from "./submit-claim";

/**
 * Random histories of one claim, over the acts of its partner, its customer, the programme and the
 * clock, against a model of a few lines that knows the table of moves and the clocks.
 */
const RUNS = tries("HISTORIES", { ci: 8, whole: 250 });
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
        return this.move(
          "submitted",
          "partner",
          () => submitClaim(this.partner(), { number, confirmed: true }),
          waits ? "claim_not_ready" : undefined,
        );
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
        return this.move(
          "cancelled",
          "customer",
          () => withdrawConsent(ctx, form),
          may ? undefined : "not_to_withdraw",
        );
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
        return this.move(
          act.to,
          "operator",
          () => review(ctx, number, act.to),
          over ? "review_time_over" : undefined,
        );
      }
    }
  }

  /** An act that makes one of the moves of the table; at an end, any. */
  private async next(pick: number): Promise<Exclude<Act, { act: "go" }>> {
    // What follows of a round that the programme ends (P18) is tried with rounds.
    const may = moves.filter(
      ({ from, to, mover }) =>
        from === this.standing && !(mover === "operator" && to === "cancelled"),
    );
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

test(`${String(RUNS)} random histories of a claim go as the table of moves says (section 6)`, async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const operator = await f.operator();
  const seen = new Set<string>();
  const sql = new Client({ connectionString: f.urls().ownerUrl });
  await sql.connect();
  try {
    await fc.assert(
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
    );
  } finally {
    await sql.end();
  }
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
  expect(await differences(f)).toEqual([]);
  if (RUNS >= 250) expect([...seen].sort()).toEqual([...claimStatuses].sort());
});
