import { createTestDatabase, type TestDatabase } from "@/testing/database";
import {
  answerAt,
  makeContests,
  runAll,
  startContestant,
  WHOLE,
  WHOLENESS,
  type Contest,
  type Server,
} from "@/testing/contest";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { Client } from "pg";
import { tries } from "@/testing/tries";

/** How many contests of each kind; more by `CONTESTS`. */
const COUNT = tries("CONTESTS", { ci: 12, whole: 400 });
jest.setTimeout(60_000 + COUNT * 1_000);

const f = fixture();
const DAY = 86_400_000;
const start = f.now;
const due = new Date(start.getTime() + 30 * DAY);
const at = new Date(start.getTime() + 2 * DAY);

let servers: [Server, Server];
let field: { partners: Company[]; engagement: Engagement; start: Date; due: Date };

beforeAll(async () => {
  const url = f.urls();
  servers = [await startContestant(url), await startContestant(url)];
  const partners = [await f.partner(), await f.partner()];
  field = { partners, engagement: await f.engagement(), start, due };
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const wholeness = async () => (await f.sql<Record<string, unknown>>(WHOLENESS))[0];

const decisionsOf = (contests: Contest[]) =>
  f.sql<{ association: string; decision: string }>(
    "select association_id as association, decision from consent_decisions where association_id = any($1)",
    [contests.flatMap(({ entries }) => entries.map((entry) => entry.associationId))],
  );
const tally = (outcomes: string[][]) => {
  const seen: Record<string, number> = {};
  for (const pair of outcomes) {
    const key = [...pair].sort().join(" + ");
    seen[key] = (seen[key] ?? 0) + 1;
  }
  return seen;
};

test(`${COUNT} times two partners' customers accept at once: one wins, always (D8)`, async () => {
  const contests = await makeContests(f.urls().ownerUrl, COUNT, field);
  const outcomes = await runAll(contests, ({ entries }, index) => {
    const jobs = entries.map(({ visitor }) => answerAt(visitor, at, "accept", field));
    return Promise.all(jobs.map((job, n) => servers[(n + index) % 2]!.run(job)));
  });
  expect(tally(outcomes)).toEqual({ "no_longer_open + stored": COUNT });
  expect(await decisionsOf(contests)).toHaveLength(COUNT);
  expect(await wholeness()).toEqual(WHOLE);
});

test(`${COUNT} times accept and decline at once, by two links of one request: one decision (D8, D11)`, async () => {
  const contests = await makeContests(f.urls().ownerUrl, COUNT, {
    ...field,
    partners: field.partners.slice(0, 1),
  });
  const outcomes = await runAll(contests, ({ entries: [entry] }, index) => {
    const accept = answerAt(entry.visitor, at, "accept", field);
    const decline = answerAt(entry.visitor, at, "decline", field);
    const [first, second] = index % 2 === 0 ? [accept, decline] : [decline, accept];
    return Promise.all([servers[0].run(first), servers[1].run(second)]);
  });
  expect(tally(outcomes)).toEqual({ "already_answered + stored": COUNT });
  expect(await decisionsOf(contests)).toHaveLength(COUNT);
  expect(await wholeness()).toEqual(WHOLE);
});

test(`${COUNT} times an answer against the deadline: never late, and one ending (D9)`, async () => {
  const contests = await makeContests(f.urls().ownerUrl, COUNT, {
    ...field,
    partners: field.partners.slice(0, 1),
  });
  const outcomes = await runAll(contests, async ({ entries: [entry] }, index) => {
    const moment = new Date(due.getTime() + [-2, -1, 0, 1][index % 4]!);
    const answer = answerAt(entry.visitor, moment, index % 8 < 4 ? "accept" : "decline", field);
    const lapse = { act: "lapse" as const, at: due.toISOString() };
    return Promise.all([servers[index % 2]!.run(answer), servers[(index + 1) % 2]!.run(lapse)]);
  });
  const seen = tally(outcomes);
  expect(
    Object.keys(seen).filter((key) => !/^(expired|lapsed) \+ (lapsed|stored)$/.test(key)),
  ).toEqual([]);
  // Half of them came at or after the deadline.
  expect(seen["expired + lapsed"] ?? 0).toBeGreaterThanOrEqual(Math.floor(COUNT / 2));
  expect(await decisionsOf(contests)).toHaveLength(seen["lapsed + stored"] ?? 0);
  const [open] = await f.sql(
    "select count(*)::int as n from associations where consented_at is null and ended_at is null and consent_due_at <= $1 and id = any($2)",
    [due, contests.map(({ entries }) => entries[0].associationId)],
  );
  expect(open).toEqual({ n: 0 });
  expect(await wholeness()).toEqual(WHOLE);
});

test(`${COUNT} forms sent ten times at once: one effect each`, async () => {
  const contests = await makeContests(f.urls().ownerUrl, COUNT, {
    ...field,
    partners: field.partners.slice(0, 1),
  });
  const outcomes = await runAll(
    contests,
    ({ entries: [entry] }, index) => {
      const job = answerAt(entry.visitor, at, index % 2 === 0 ? "accept" : "decline", field);
      return Promise.all(Array.from({ length: 10 }, (_, n) => servers[n % 2]!.run(job)));
    },
    2,
  );
  expect(tally(outcomes)).toEqual({
    [[...Array<string>(9).fill("already_answered"), "stored"].join(" + ")]: COUNT,
  });
  expect(await wholeness()).toEqual(WHOLE);
});

describe("teeth: the same race with a guard taken away, in a database of its own", () => {
  let copy: TestDatabase;
  let pair: [Server, Server];
  const CONTESTS = 40;

  beforeAll(async () => {
    copy = await createTestDatabase();
    pair = [await startContestant(copy), await startContestant(copy)];
  });
  afterAll(async () => {
    await Promise.all(pair.map((server) => server.stop()));
    await copy.drop({ tampered: true });
  });

  const owner = async (text: string) => {
    const client = new Client({ connectionString: copy.ownerUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const race = async () => {
    const contests = await makeContests(copy.ownerUrl, CONTESTS, field);
    const outcomes = await runAll(contests, ({ entries }) =>
      Promise.all(
        entries.map(({ visitor }, n) => pair[n]!.run(answerAt(visitor, at, "accept", field))),
      ),
    );
    const [row] = await owner(`select count(*)::int as twice from (select 1 from associations
      where consented_at is not null and ended_at is null
      group by engagement_id, tenant_id having count(*) > 1) x`);
    return { outcomes: tally(outcomes), twice: Number(row?.twice) };
  };

  test("without the turns that answers take, and without the rows they share, the unique index alone lets one win", async () => {
    await copyField();
    await owner(`create or replace function lock_tenant(p_tenant uuid) returns void language sql as 'select';
      create or replace function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz)
        returns setof uuid language sql as 'select null::uuid where false';
      create or replace function refresh_customer(p_partner uuid, p_engagement uuid, p_tenant uuid)
        returns void language sql as 'select'`);
    const { outcomes, twice } = await race();
    expect(outcomes).toEqual({ "no_longer_open + stored": CONTESTS });
    expect(twice).toBe(0);
  });

  test("without the index as well, some tenants have two consents: the race would see it", async () => {
    await owner("drop index associations_one_consent");
    const { outcomes, twice } = await race();
    expect(twice).toBeGreaterThan(0);
    expect(outcomes["stored + stored"]).toBe(twice);
  });

  /** The partners and the workshop of the race, in the other database. */
  async function copyField(): Promise<void> {
    const tables = [
      "users",
      "partners",
      "locations",
      "memberships",
      "engagements",
      "engagement_versions",
    ];
    for (const table of tables) {
      const [row] = await f.sql<{ rows: string }>(
        `select coalesce(json_agg(t), '[]')::text as rows from ${table} t`,
      );
      const client = new Client({ connectionString: copy.ownerUrl });
      await client.connect();
      try {
        await client.query(
          `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
          [row!.rows],
        );
      } finally {
        await client.end();
      }
    }
  }
});
