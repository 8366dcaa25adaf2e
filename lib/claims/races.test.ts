import { formOf } from "@/testing/asked";
import { decided } from "@/testing/claim-moves";
import { consented, giveProof, type Consented } from "@/testing/claims";
import { runAll, startContestant, type Job, type Server } from "@/testing/contest";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { tries } from "@/testing/tries";

/** How many contests of each kind, and how many kills; more by `CONTESTS` and `KILLS`. */
const COUNT = tries("CONTESTS", { ci: 4, whole: 60 });
const KILLS = tries("KILLS", { ci: 2, whole: 60 });
jest.setTimeout(240_000 + (COUNT + KILLS) * 10_000);

const f = fixture();
const DAY = 86_400_000;
let servers: [Server, Server];
let field: { company: Company; engagement: Engagement };

beforeAll(async () => {
  const url = f.urls();
  servers = [await startContestant(url), await startContestant(url)];
  field = { company: await f.partner(), engagement: await f.engagement() };
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function contests(count: number): Promise<Consented[]> {
  const all: Consented[] = [];
  for (let n = 0; n < count; n++) {
    const it = await consented(f, field);
    await giveProof(f, it.claim);
    all.push(it);
  }
  return all;
}
const act = (name: "submit" | "cancel" | "renew", it: Consented, at: Date): Job => ({
  act: name,
  at: at.toISOString(),
  actor: it.company.admin,
  number: it.claim.number,
});
const both = (first: Job, second: Job, index: number) => {
  const [one, two] = index % 2 === 0 ? [0, 1] : [1, 0];
  return Promise.all([servers[one]!.run(first), servers[two]!.run(second)]);
};

/** Each claim with its association, log and e-mails: all of an act, or nothing of it. */
const wholeness = (ids: string[]) =>
  f.sql<Record<string, number | string>>(
    `select c.status::text, a.submitted_at is not null as sent, coalesce(a.end_reason::text, '') as ended,
       (select count(*)::int from audit_log l where l.subject_id = c.id and l.event = 'claim.submitted') as logged,
       (select count(*)::int from emails e where e.template = 'claim-submitted' and e.variables->>'claimNumber' = c.number::text) as mails,
       (select count(*)::int from emails e join pgboss.job j on j.data->>'emailId' = e.id::text
         where e.template = 'claim-submitted' and e.variables->>'claimNumber' = c.number::text) as jobs,
       (select count(*)::int from claim_comments m where m.claim_id = c.id) as comments
     from workshop_claims c join associations a on a.id = c.association_id
     where c.id = any($1) order by array_position($1, c.id)`,
    [ids],
  );
const sentIn = {
  status: "submitted",
  sent: true,
  ended: "",
  logged: 1,
  mails: 2,
  jobs: 2,
  comments: 1,
};
const untouched = {
  status: "editing",
  sent: false,
  ended: "",
  logged: 0,
  mails: 0,
  jobs: 0,
  comments: 0,
};
const whole = (rows: Awaited<ReturnType<typeof wholeness>>) =>
  rows.map(({ status }) => ({ ...untouched, ...(status === "submitted" ? sentIn : {}), status }));

test(`${String(COUNT)} times a submit against the lapse of its deadline: never late, one ending (W1, W11)`, async () => {
  const all = await contests(COUNT);
  const outcomes = await runAll(
    all,
    (it, index) => {
      const due = it.claim.deliveryDueAt.getTime();
      const at = new Date(due + [-2, -1, 0, 1][index % 4]!);
      return both(act("submit", it, at), { act: "lapse", at: new Date(due).toISOString() }, index);
    },
    3,
  );
  const rows = await wholeness(all.map(({ claim }) => claim.id));
  for (const [index, [submit]] of outcomes.entries()) {
    const late = index % 4 >= 2;
    expect(["submitted", "claim_expired"]).toContain(submit);
    if (late) expect(submit).toBe("claim_expired");
    expect(rows[index]).toEqual(
      submit === "submitted"
        ? sentIn
        : { ...untouched, status: "not_submitted_expired", ended: "delivery_expired" },
    );
  }
});

test(`${String(COUNT)} times the partner cancels while the customer withdraws: one of them did it (D14)`, async () => {
  const all = await contests(COUNT);
  const at = new Date(f.now.getTime() + 5 * DAY);
  const outcomes = await runAll(
    all,
    async (it, index) => {
      const form = await formOf(f, it.visitor, at);
      const withdraw: Job = {
        act: "withdraw",
        at: at.toISOString(),
        visitor: it.visitor,
        form: { ...form, decision: "accept" },
      };
      return both(act("cancel", it, at), withdraw, index);
    },
    3,
  );
  const rows = await wholeness(all.map(({ claim }) => claim.id));
  for (const [index, [cancel, withdraw]] of outcomes.entries()) {
    const byPartner = cancel === "cancelled";
    expect([cancel, withdraw]).toEqual(
      byPartner ? ["cancelled", "not_to_withdraw"] : ["claim_moved", "stored"],
    );
    const ended = byPartner ? "cancelled" : "withdrawn";
    expect(rows[index]).toEqual({ ...untouched, status: "cancelled", ended });
  }
  const told = await f.sql<{ template: string; n: number }>(
    "select template, count(*)::int as n from emails where template in ('workshop-cancelled', 'withdrawal-receipt') group by 1",
  );
  expect(told.reduce((sum, { n }) => sum + n, 0)).toBe(COUNT);
});

test(`${String(COUNT)} times a submit against a cancel: one of them, and two submits are one`, async () => {
  const all = await contests(COUNT);
  const at = new Date(f.now.getTime() + 5 * DAY);
  const outcomes = await runAll(
    all,
    (it, index) =>
      index % 2 === 0
        ? both(act("submit", it, at), act("cancel", it, at), index)
        : both(act("submit", it, at), act("submit", it, at), index),
    3,
  );
  const rows = await wholeness(all.map(({ claim }) => claim.id));
  for (const [index, pair] of outcomes.entries()) {
    expect(pair.filter((one) => one === "claim_moved")).toHaveLength(1);
    expect(rows[index]).toEqual(
      pair.includes("submitted")
        ? sentIn
        : { ...untouched, status: "cancelled", ended: "cancelled" },
    );
  }
});

test("a claim that is begun anew by two servers at once has one new round (P1 of section 9)", async () => {
  const it = await decided(f, "action_required", field);
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B', 'C']) band`,
    [field.engagement.id],
  );
  const at = new Date(it.claim.reviewDueAt.getTime() + DAY);
  const [one, two] = await both(act("renew", it, at), act("renew", it, at), 0);
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(two).toBe(one);
});

test(`kill -9 of the server while it submits, ${String(KILLS)} times: wholly there or not at all`, async () => {
  const all = await contests(KILLS);
  const at = new Date(f.now.getTime() + 5 * DAY);
  const url = f.urls();
  // How long a whole one takes in a process that has just started.
  const sample = (await contests(1))[0]!;
  let victim = await startContestant(url);
  const from = performance.now();
  await victim.run(act("submit", sample, at));
  const span = performance.now() - from;
  const outcomes: string[] = [];
  for (const [index, it] of all.entries()) {
    const answer = victim.run(act("submit", it, at));
    await new Promise((resolve) => setTimeout(resolve, span * (0.3 + (0.9 * index) / KILLS)));
    await victim.kill();
    outcomes.push(await answer);
    victim = await startContestant(url);
  }
  await victim.stop();
  const rows = await wholeness(all.map(({ claim }) => claim.id));
  expect(rows).toEqual(whole(rows));
  if (KILLS >= 50) expect(new Set(rows.map(({ status }) => status)).size).toBe(2);
  for (const [index, outcome] of outcomes.entries()) {
    expect(["submitted", "killed"]).toContain(outcome);
    // What was acknowledged is there.
    if (outcome === "submitted") expect(rows[index]).toEqual(sentIn);
  }
  // Nothing is stuck: what was not sent in goes through now.
  for (const [index, it] of all.entries()) {
    if (rows[index]?.status !== "submitted")
      expect(await servers[0].run(act("submit", it, at))).toBe("submitted");
  }
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
});
