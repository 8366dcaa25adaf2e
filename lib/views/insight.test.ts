import fc from "fast-check";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { decide } from "@/lib/consent/decide";
import { getAskedRequest } from "@/lib/consent/queries";
import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import { disputeClaim } from "@/lib/claims/dispute-claim";
import { submitClaim } from "@/lib/claims/submit-claim";
import { reading, transaction, type Operator, type PartnerUser, type Tx } from "@/lib/ctx";
import { freezeRun } from "@/lib/payments/freeze-run";
import { makeFiles } from "@/lib/payments/files/make-files";
import { moveClaims } from "@/lib/payments/move-claims";
import { openRun } from "@/lib/payments/open-run";
import { giveResult } from "@/lib/payments/results/give-result";
import { approved } from "@/testing/approved";
import { ask, type Asked } from "@/testing/asked";
import { claimOf, giveProof, paying } from "@/testing/claims";
import { outcome, review } from "@/testing/claim-moves";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { cancelOpen, exported, seen } from "@/testing/runs";
import { tries } from "@/testing/tries";
import { partnerInsight, programmeInsight, type InsightInput, type InsightView } from "./insight";
import { partnerInsightRows, programmeInsightRows } from "./insight-rows";

/**
 * K8 over random histories: each sum is equal to the list behind it, to the row and the cent, for an admin, a person of one
 * location and the programme; and what a day showed is what it shows later, whatever happened since.
 */
const f = fixture();
const HISTORIES = tries("INSIGHT", { ci: 2, whole: 300 });
jest.setTimeout(60_000 + HISTORIES * 30_000);

type Reader = PartnerUser | Operator;
type Search = InsightInput["search"];
const from = "2026-01-01";
let company: Company;
let rival: Company;
let engagements: Engagement[];
let readers: { admin: PartnerUser; local: PartnerUser; operator: Operator };

beforeAll(async () => {
  company = await f.partner({ locations: [{}, { timeZone: "America/New_York", country: "US" }] });
  rival = await f.partner();
  engagements = [await f.engagement(), await f.engagement({ solutionArea: "security" })];
  for (const { id } of engagements) await paying(f, id, 2_500);
  const grants = [{ role: "incentives_user" as const, locationId: company.locations[1]!.id }];
  readers = {
    admin: company.admin,
    local: await f.user(company, { grants }),
    operator: await f.operator(),
  };
});

const figures = (reader: Reader, at: Date, search: Search) =>
  reading(f.ctx(reader, at), (tx: Tx) =>
    (reader.kind === "partner" ? partnerInsight : programmeInsight)(tx, {
      search: { from, ...search },
    }),
  );

async function rowsBehind(reader: Reader, at: Date, search: Search) {
  const rows = reader.kind === "partner" ? partnerInsightRows : programmeInsightRows;
  const found: { id: string; minor: number }[] = [];
  let after: string | null = null;
  do {
    const ask: Search = { from, ...search, ...(after !== null && { after }) };
    const page = await reading(f.ctx(reader, at), (tx: Tx) => rows(tx, { search: ask }));
    found.push(...page.rows.map(({ id, payout }) => ({ id, minor: payout?.minor ?? 0 })));
    after = page.next;
    if (after === null) expect(page.count).toBe(found.length);
  } while (after !== null);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  return { count: found.length, minor: found.reduce((sum, { minor }) => sum + minor, 0) };
}

/** Each cell that holds something, each sum of all and each whole plot, against its list: then nothing is elsewhere. */
async function compare(reader: Reader, at: Date, search: Search): Promise<void> {
  const view = await figures(reader, at, search);
  const lists = new Map<string, { list: Search; shown: { count: number; minor: unknown } }>();
  for (const { plot, currency, lines, time, all } of view.plots) {
    const own = { ...search, plot, ...(currency && { currency }) };
    const add = (list: Search, count: number, minor: number) =>
      lists.set(JSON.stringify(list), {
        list,
        shown: { count, minor: plot === "money" ? minor : expect.any(Number) },
      });
    const asked = [
      ...lines.map((line) => ({ line, by: view.query.by })),
      ...time.map((line) => ({ line, by: "time" })),
      { line: all, by: "time" },
    ];
    add({ ...own, part: "" }, all.count, all.minor);
    for (const { line, by } of asked)
      for (const { part, count, minor } of line.figures)
        if (count > 0) add({ ...own, by, part, group: line.key }, count, minor);
  }
  const all = [...lists.values()];
  for (let next = 0; next < all.length; next += 6)
    await Promise.all(
      all
        .slice(next, next + 6)
        .map(async ({ list, shown }) =>
          expect([list, await rowsBehind(reader, at, list)]).toEqual([list, shown]),
        ),
    );
}

const shownOf = ({ plots }: InsightView) =>
  plots.map(({ plot, currency, lines, time }) => ({ plot, currency, lines, time }));

type Round = Asked & { at: Date };
type Act = { act: string; round: number; days: number; place: number; engagement: number };
const act = fc.record({
  act: fc.constantFrom(
    "begin",
    "begin",
    "accept",
    "accept",
    "submit",
    "submit",
    "decline",
    "action",
    "approve",
    "approve",
    "reject",
    "dispute",
    "pay",
    "pay",
    "lapse",
  ),
  round: fc.nat(50),
  days: fc.constantFrom(0, 0, 1, 3, 12, 35),
  place: fc.nat(2),
  engagement: fc.nat(1),
});

/** Everything that can become of rounds, once. */
const whole: Act[] = [
  ...[0, 1, 2, 0, 1, 0].map((place, at) => ({
    act: "begin",
    round: 0,
    days: at % 2,
    place,
    engagement: at % 2,
  })),
  ...[0, 1, 2, 3].map((round) => ({ act: "accept", round, days: 3, place: 0, engagement: 0 })),
  ...[
    "submit 0",
    "submit 1",
    "submit 2",
    "decline 4",
    "approve 0",
    "reject 1",
    "action 2",
    "submit 2",
    "pay 0",
    "dispute 1",
    "approve 1",
  ].map((one) => ({
    act: one.slice(0, -2),
    round: Number(one.slice(-1)),
    days: 1,
    place: 0,
    engagement: 0,
  })),
  ...[35, 1, 100].map((days) => ({ act: "lapse", round: 0, days, place: 0, engagement: 0 })),
];

class History {
  at: Date;
  rounds: Round[] = [];
  /** What became of each act. */
  said: string[] = [];
  /** What somebody was shown at the end of a day. */
  shown: { day: string; reader: keyof typeof readers; by: string; figures: unknown }[] = [];

  constructor(start: Date) {
    this.at = start;
  }

  async begin({ place, engagement }: Act): Promise<void> {
    const who = place === 2 ? rival : company;
    const location = who.locations[place % 2] ?? who.location;
    const tenant = await f.tenant({ eligibleFor: engagements });
    const times = { createdAt: this.at, timeZone: location.timeZone, locationId: location.id };
    const asked = await ask(f, {
      ...{ company: { ...who, location }, tenant, engagement: engagements[engagement]! },
      association: { ...times, requestedAt: this.at },
      request: { sentAt: this.at },
    });
    this.rounds.push({ ...asked, at: this.at });
  }

  async answer({ visitor }: Round, decision: "accept" | "decline"): Promise<unknown> {
    return transaction(f.ctx(visitor, this.at), async (tx) =>
      decide(tx, await getAskedRequest(tx), {
        decision,
        fullName: "Zoë de Vries",
        reason: "",
        language: "nl",
        confirmedByCode: false,
      }),
    );
  }

  async move({ act: what, round: place }: Act): Promise<unknown> {
    const round = this.rounds[place % this.rounds.length]!;
    if (what === "accept" || what === "decline") return this.answer(round, what);
    const claim = await claimOf(f, round.association.id).catch(() => null);
    if (!claim) return null;
    const { number } = claim;
    const staff = f.ctx(readers.operator, this.at);
    const theirs = f.ctx(round.company.admin, this.at);
    if (what === "submit") {
      if (claim.status === "editing") await giveProof(f, claim);
      return submitClaim(theirs, { number, confirmed: true });
    }
    if (what === "dispute")
      return disputeClaim(theirs, { number, reason: "We did what was asked." });
    if (what === "pay") return review(staff, number, "paid");
    if (claim.status === "submitted") await review(staff, number, "under_review");
    const decisions = {
      action: "action_required",
      approve: "approved",
      reject: "rejected",
    } as const;
    return review(staff, number, decisions[what as keyof typeof decisions]);
  }

  async step(step: Act): Promise<void> {
    if (step.days > 0) {
      await this.remember();
      this.at = new Date(this.at.getTime() + step.days * 86_400_000);
    }
    if (step.act === "begin" || this.rounds.length === 0) return this.begin(step);
    if (step.act === "lapse") {
      await endLapsed(f.system(this.at));
      await endLapsedClaims(f.system(this.at));
      return;
    }
    this.said.push(await outcome(() => this.move(step)));
  }

  async remember(): Promise<void> {
    for (const reader of ["admin", "local", "operator"] as const) {
      const by = (
        ["time", "engagement", "area", reader === "operator" ? "country" : "location"] as const
      )[this.shown.length % 4]!;
      const view = await figures(readers[reader], this.at, { by });
      this.shown.push({ day: view.today, reader, by, figures: shownOf(view) });
    }
  }
}

/** What the facts say of those who began within the period. */
async function facts(partner: string | null): Promise<number[]> {
  const [row] = await f.sql<Record<string, number>>(
    `select count(*)::int as begun, count(a.requested_at)::int as asked, count(a.consented_at)::int as consented, count(a.submitted_at)::int as submitted,
       count(c.approved_at)::int as approved, count(c.paid_at)::int as paid
     from associations a left join workshop_claims c on c.association_id = a.id where ($1::uuid is null or a.partner_id = $1)`,
    [partner],
  );
  return Object.values(row!);
}

let start = Date.parse("2026-03-10T15:00:00Z");
test("K8 sums are equal to the lists behind them, and a day shows later what it showed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 8, maxLength: tries("INSIGHT_ACTS", { ci: 12, whole: 30 }) }),
      async (acts) => {
        const history = new History(new Date(start));
        for (const step of acts) await history.step(step);
        if (acts === whole) expect(history.said.filter((one) => one !== "done")).toEqual([]);
        start = history.at.getTime() + 86_400_000;
        const days = [...new Set(history.shown.map(({ day }) => day))];
        const before = days[Math.floor(days.length / 2)];
        await compare(readers.admin, history.at, { by: "location" });
        await compare(readers.local, history.at, { by: "engagement", until: before });
        await compare(readers.operator, history.at, {
          by: acts === whole ? "partner" : "country",
          until: before,
        });
        for (const { day, reader, by, figures: shown } of history.shown) {
          if (day === history.at.toISOString().slice(0, 10)) continue;
          const view = await figures(readers[reader], history.at, { by, until: day });
          expect([reader, by, day, shownOf(view)]).toEqual([reader, by, day, shown]);
        }
        for (const [reader, partner] of [
          ["admin", company.id],
          ["operator", null],
        ] as const) {
          const [funnel] = (await figures(readers[reader], history.at, {})).plots;
          expect(funnel!.all.figures.map(({ count }) => count)).toEqual(await facts(partner));
        }
      },
    ),
    { numRuns: HISTORIES, endOnFailure: true, examples: [[whole]] },
  );
});

test("K8 a payment that the bank sent back counts as earned until the day before", async () => {
  const it = await approved(f, { amount: 3_000 });
  const ctx = (day: string) => justIn(f.ctx(readers.operator, new Date(`${day}T10:00:00Z`)));
  await cancelOpen(f, ctx("2026-04-20"));
  const run = await openRun(ctx("2026-04-20"));
  const others = await f.sql<{ number: number }>(
    "select c.number from payment_lines l join workshop_claims c on c.id = l.claim_id where l.run_id = $1 and c.id <> $2",
    [run, it.claim.id],
  );
  await moveClaims(ctx("2026-04-20"), {
    ...(await seen(f, run)),
    to: "out",
    claims: others.map(({ number }) => number),
  });
  await freezeRun(ctx("2026-04-20"), await seen(f, run));
  await makeFiles(f.system(ctx("2026-04-20").now), { run });
  await exported(f, ctx("2026-04-20"), run);
  const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [run]);
  const told = { run, payment: payment!.id };
  await giveResult(ctx("2026-04-21"), {
    ...told,
    outcome: "paid",
    reference: "R-1",
    paidOn: "2026-04-21",
  });
  await giveResult(ctx("2026-04-25"), {
    ...told,
    outcome: "returned",
    returnedOn: "2026-04-24",
    as: "other",
    why: "AC06",
  });
  const moneyAt = async (until: string) => {
    const { plots } = await figures(it.company.admin, ctx("2026-05-01").now, { until });
    return plots.find(({ plot }) => plot === "money")!.all.figures.map(({ minor }) => minor);
  };
  expect(await moneyAt("2026-04-20")).toEqual([0, 3_000_00, 0]);
  expect(await moneyAt("2026-04-24")).toEqual([3_000_00, 0, 0]);
  expect(await moneyAt("2026-04-25")).toEqual([0, 3_000_00, 0]);
  await compare(it.company.admin, ctx("2026-05-01").now, { until: "2026-04-24" });
});

test("K8 an address is read as far as the reader can ask for it", async () => {
  const partner = await figures(readers.admin, f.now, {
    by: "partner",
    partner: rival.id,
    until: "2099-01-01",
    from: "2099-01-01",
  });
  expect(partner.query).toMatchObject({ by: "time", partner: "", until: "" });
  expect(partner.period).toEqual({ from: "2025-04-01", until: "2026-03-10", now: true });
  await expect(
    rowsBehind(readers.admin, f.now, { plot: "money", part: "begun" }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(figures(await f.user(company), f.now, {})).rejects.toMatchObject({
    code: "no_role",
  });
  await expect(
    reading(f.ctx(readers.admin), (tx) => programmeInsight(tx, { search: {} })),
  ).rejects.toMatchObject({ code: "forbidden" });
});
