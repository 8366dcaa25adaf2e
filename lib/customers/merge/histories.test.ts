import fc from "fast-check";
import { answerConsent } from "@/lib/consent/answer";
import { endRound } from "@/lib/consent/end-round";
import { ask, formOf, type Asked } from "@/testing/asked";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { lookAtMerge, mergeAsSteward } from "@/testing/merging";
import { refusedWith } from "@/testing/refusal";
import { tries } from "@/testing/tries";
import { standOf } from "./rules";
import { customerState, type CustomerFacts } from "../rules";

/**
 * Random histories of three tenants, with whom three partners work, and which are merged meanwhile, against a model of a
 * few lines. After each act every round stands at the tenant that the model says, with its partner, its consent and its
 * end; and a merge did what its page had said (P18).
 */
const RUNS = tries("MERGES", { ci: 8, whole: 500 });
jest.setTimeout(60_000 + RUNS * 12_000);

const f = fixture();
const MINUTE = 60_000;

type Index = 0 | 1 | 2;
type Act =
  | { act: "add"; who: Index; at: Index }
  | { act: "answer"; round: number; decision: "accept" | "decline" }
  | { act: "end"; round: number }
  | { act: "merge"; from: Index; into: Index };
const index = fc.constantFrom<Index>(0, 1, 2);
const some = <A extends string>(act: A) => fc.constant(act);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ act: some("add"), who: index, at: index }) },
    {
      weight: 4,
      arbitrary: fc.record({
        act: some("answer"),
        round: fc.nat(5),
        decision: fc.constantFrom("accept" as const, "decline" as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: some("end"), round: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ act: some("merge"), from: index, into: index }) },
  ),
  { minLength: 4, maxLength: 12 },
);

type Round = {
  asked: Asked;
  who: Index;
  at: Index;
  state: "open" | "closed" | "consented" | "over";
  /** Its request was closed: it stays so when the partner ends the round. */
  closed: boolean;
};

class History {
  now = f.now.getTime() + 60 * MINUTE;
  rounds: Round[] = [];
  /** Which tenant stands for each. */
  standing: Index[] = [0, 1, 2];

  constructor(
    readonly companies: Company[],
    readonly tenants: Tenant[],
    readonly engagement: Engagement,
    readonly allowed: number,
  ) {}

  at() {
    return new Date((this.now += 5 * MINUTE));
  }
  live = (at: Index, state?: Round["state"]) =>
    this.rounds.filter(
      (round) => round.at === at && (state ? round.state === state : round.state !== "over"),
    );
  others = (round: Round) =>
    this.live(round.at, "consented").filter(({ who }) => who !== round.who);
  close(at: Index) {
    for (const round of this.live(at, "open"))
      if (this.others(round).length >= this.allowed)
        Object.assign(round, { state: "closed", closed: true });
  }

  async add(who: Index, named: Index) {
    const at = this.standing[named]!;
    const mine = this.live(at).some((round) => round.who === who);
    if (mine || this.live(at, "consented").length >= this.allowed) return;
    const known = this.rounds.some(
      (one) => one.who === who && one.at === at && ["consented"].includes(one.state),
    );
    if (known) return;
    const [company, tenant, createdAt] = [this.companies[who]!, this.tenants[at]!, this.at()];
    const knows = await f.sql(
      "select 1 from known_customers where partner_id = $1 and tenant_id = $2",
      [company.id, tenant.id],
    );
    const origin = knows.length > 0 ? ("claimed" as const) : ("added" as const);
    const asked = await ask(f, {
      ...{ company, tenant, engagement: this.engagement },
      association: { createdAt, requestedAt: createdAt, origin },
      request: { sentAt: createdAt },
    });
    this.rounds.push({ asked, who, at, state: "open", closed: false });
  }

  async answer(round: Round | undefined, decision: "accept" | "decline") {
    if (!round || round.state !== "open") return;
    const now = this.at();
    const form = await formOf(f, round.asked.visitor, now);
    const outcome = await refusedWith(
      answerConsent(f.ctx(round.asked.visitor, now), { ...form, decision }),
    );
    expect(outcome).toBeNull();
    round.state = decision === "accept" ? "consented" : "over";
    if (decision === "accept") this.close(round.at);
  }

  async end(round: Round | undefined) {
    if (!round || !["open", "closed"].includes(round.state)) return;
    const admin = this.companies[round.who]!.admin;
    await endRound(f.ctx(admin, this.at()), {
      associationId: round.asked.association.id,
      reason: "wrong_customer",
    });
    round.state = "over";
  }

  async merge(from: Index, into: Index) {
    const [one, other] = [this.standing[from]!, this.standing[into]!];
    if (one === other || one !== from || other !== into) return;
    const twice = this.live(one).some(({ who }) =>
      this.live(other).some((round) => round.who === who),
    );
    const counts = [one, other].map((at) => this.live(at, "consented").length);
    const many = counts.every((count) => count > 0) && counts[0]! + counts[1]! > this.allowed;
    const now = this.at();
    const said = await lookAtMerge(f, this.tenants[one]!, this.tenants[other]!, now);
    const outcome = await mergeAsSteward(f, this.tenants[one]!, this.tenants[other]!, now);
    expect(outcome).toBe(twice || many ? "merge_clashes" : null);
    if (outcome !== null) return;
    for (const round of this.live(one)) round.at = other;
    for (const round of this.rounds) if (round.at === one) round.at = other;
    this.standing = this.standing.map((at) => (at === one ? other : at));
    this.close(other);
    // The page had said what every partner sees now.
    for (const effect of said.effects) {
      const [row] = await f.sql<Row>(FACTS, [
        effect.partnerId,
        effect.engagementId,
        this.tenants[other]!.id,
      ]);
      expect(standOf(customerState(row!, now)!)).toBe(standOf(effect.after));
    }
  }

  async check() {
    const ids = this.rounds.map(({ asked }) => asked.association.id);
    const facts = await f.sql(
      "select id, partner_id, tenant_id, consented_at is not null as consented, ended_at is not null as ended from associations where id = any($1) order by array_position($1, id)",
      [ids],
    );
    expect(facts).toEqual(
      this.rounds.map(({ asked, who, at, state }) => ({
        id: asked.association.id,
        partner_id: this.companies[who]!.id,
        tenant_id: this.tenants[at]!.id,
        consented: state === "consented",
        ended: state === "over",
      })),
    );
    const closed = await f.sql(
      "select id from consent_requests where association_id = any($1) and closed_at is not null",
      [ids],
    );
    expect(closed).toHaveLength(this.rounds.filter((round) => round.closed).length);
    expect(await f.sql("select * from projection_faults()")).toEqual([]);
  }
}

type Row = CustomerFacts & Record<string, unknown>;
const FACTS = `select known, criteria_met as "criteriaMet", taken, association_id as "associationId", time_zone as "timeZone",
  consent_due_at as "consentDueAt", requested_at as "requestedAt", mail_state as "mailState", contact_release as "contactRelease",
  consented_at as "consentedAt", delivery_due_at as "deliveryDueAt", claim_number as "claimNumber", claim_status as "claimStatus",
  completed_at as "completedAt"
  from customers where partner_id = $1 and engagement_id = $2 and tenant_id = $3`;

test(`${RUNS} random histories of merges, rounds and answers`, async () => {
  const companies = [await f.partner(), await f.partner(), await f.partner()];
  let merged = 0;
  let clashed = 0;
  await fc.assert(
    fc.asyncProperty(acts, fc.constantFrom(1, 2), async (history, allowed) => {
      const engagement = await f.engagement({ consentsPerCustomer: allowed });
      const tenants = [await f.tenant(), await f.tenant(), await f.tenant()];
      const it = new History(companies, tenants, engagement, allowed);
      for (const act of history) {
        const before = it.standing.join();
        const round =
          "round" in act ? it.rounds[act.round % Math.max(1, it.rounds.length)] : undefined;
        if (act.act === "add") await it.add(act.who, act.at);
        else if (act.act === "answer") await it.answer(round, act.decision);
        else if (act.act === "end") await it.end(round);
        else {
          await it.merge(act.from, act.into);
          if (it.standing.join() === before) clashed += 1;
          else merged += 1;
        }
        await it.check();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(Math.min(merged, clashed)).toBeGreaterThan(0);
});
