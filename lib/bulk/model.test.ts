import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { reading, type PartnerUser } from "@/lib/ctx";
import { receiveBytes } from "@/lib/files/receive";
import { paying } from "@/testing/claims";
import { fixture, type Company, type Engagement, type Location } from "@/testing/fixture";
import { program } from "@/testing/compiled";
import { tries } from "@/testing/tries";
import { beginRun } from "./begin-run";
import { getRun } from "./queries";
import { receiveRun } from "./receive-run";
import { bulkOptions } from "./schema";
import { workRun } from "./work";

/**
 * B3, B4 against a model: many rows of known, unknown, busy and taken customers; workers that are killed, a role that goes in
 * the middle, and another run over the same rows at once. 10,000 rows and 20 kills: `BULK_TEST_ROWS=10000 BULK_KILLS=20`.
 */
const ROWS = tries("BULK_TEST_ROWS", { ci: 24, whole: 2_000 });
const KILLS = tries("BULK_KILLS", { ci: 1, whole: 20 });
jest.setTimeout(120_000 + ROWS * 400 + KILLS * 15_000);

const f = fixture();
const kinds = ["known", "unknown", "busy", "not met"] as const;
type Kind = (typeof kinds)[number];

/** What the model says of a row: nobody looks at the database for it. */
const expected: Record<Kind, string> = {
  known: "will",
  unknown: "not import_unknown_tenant",
  busy: "already workshop_under_way",
  "not met": "not workshop_criteria",
};

let company: Company;
let place: Location;
let workshop: Engagement;

/** Customers of each kind, made at once. */
async function customers(kinds: readonly Kind[]): Promise<string[]> {
  const made = await f.sql<{ id: string }>(
    `insert into tenants (id, name, country, updated_at) select gen_random_uuid(), 'Model ' || n, 'NL', $2::timestamptz
     from unnest($1::text[]) with ordinality as k (kind, n) order by n returning id`,
    [kinds, f.now],
  );
  const ids = made.map(({ id }) => id);
  const of = (...some: Kind[]) => ids.filter((_, n) => some.includes(kinds[n]!));
  await f.sql(
    `insert into tenant_usage (tenant_id, month, metrics) select id, '2026-02-01', '{"teams_mau": 500}'::jsonb from unnest($1::uuid[]) id`,
    [of("known", "unknown", "busy")],
  );
  await f.sql(
    `insert into tenant_eligibility (tenant_id, engagement_id, met, evaluated_at) select id, $2, id = any($3), $4 from unnest($1::uuid[]) id`,
    [ids, workshop.id, of("known", "unknown", "busy"), f.now],
  );
  await f.sql(
    "insert into known_customers (partner_id, tenant_id, since) select $1, id, $3 from unnest($2::uuid[]) id",
    [company.id, of("known", "busy", "not met"), f.now],
  );
  for (const id of of("busy")) {
    const tenant = { id, domain: "", domains: [] } as unknown as Parameters<
      typeof f.association
    >[1];
    await f.association(company, tenant, workshop, { origin: "claimed", customerEmail: null });
  }
  return ids;
}

/** By a file: a page has no more than a thousand boxes. */
const choose = async (ids: readonly string[], who: PartnerUser, location: string) =>
  receiveRun(f.ctx(who), {
    ...{ kind: "claim", name: "rows.csv" },
    options: bulkOptions.parse({ location, workshops: [workshop.slug] }),
    file: await receiveBytes(Buffer.from(`tenant\n${ids.join("\n")}\n`)),
  });
const state = async (id: string) => reading(f.ctx(company.admin), (tx) => getRun(tx, id));
const told = async (id: string, what: "verdict" | "outcome") =>
  (
    await f.sql<{ told: string }>(
      `select concat_ws(' ', ${what}, ${what}_code) as told from bulk_run_rows where run_id = $1 order by position`,
      [id],
    )
  ).map((row) => row.told);

/** Lets a process of its own work on a run, and kills it after a while. */
async function killed(id: string, lives: number): Promise<void> {
  const before = (await state(id)).movedAt;
  const child = fork(program("testing/bulk-worker.ts"), [id], {
    execArgv: [],
    env: { ...process.env, APP_DATABASE_URL: f.urls().workerUrl, NODE_OPTIONS: "" },
  });
  const ended = once(child, "exit");
  for (let waited = 0; waited < 30_000 && child.exitCode === null; waited += 20) {
    if ((await state(id)).movedAt > before) break;
    await sleep(20);
  }
  await Promise.race([ended, sleep(lives)]);
  child.kill("SIGKILL");
  await ended;
}

beforeAll(async () => {
  process.env.BULK_ROWS = "100000";
  company = await f.partner();
  place = await f.location(company);
  workshop = await f.engagement({
    customerCriteria: [{ metric: "teams_mau", operator: ">=", value: 100 }],
  });
  await paying(f, workshop.id, 4_000);
});

test("the right outcome for each row, however often a worker dies, and once", async () => {
  const [mix = []] = fc.sample(
    fc.array(fc.constantFrom(...kinds), { minLength: ROWS, maxLength: ROWS }),
    1,
  );
  const ids = await customers(mix);
  const id = await choose(ids, company.admin, company.location.id);
  await killed(id, 300);
  await workRun(f.system(), id, () => f.now);
  expect(await told(id, "verdict")).toEqual(mix.map((kind) => expected[kind]));
  await f.sql("update bulk_run_rows set mails = 0 where run_id = $1", [id]);
  await beginRun(f.ctx(company.admin), { id, mails: "" });
  for (let kills = 0; kills < KILLS && (await state(id)).state === "running"; kills++)
    await killed(id, 100 + kills * 30);
  await workRun(f.system(), id, () => f.now);
  // B3: what the dry run said, for every row: nothing moved meanwhile.
  expect(await told(id, "outcome")).toEqual(mix.map((kind) => (kind === "known" ? "done" : "")));
  const claims = await f.sql<{ count: number }>(
    "select count(*)::int as count from audit_log where chain = $1 and event = 'customer.claimed' and data ->> 'bulkRun' = (select number::text from bulk_runs where id = $2)",
    [company.id, id],
  );
  const done = mix.filter((kind) => kind === "known").length;
  expect(claims).toEqual([{ count: done }]);
  expect(await state(id)).toMatchObject({ state: "done", done, refused: 0, already: 0 });
});

test("two runs over the same rows at once: each row is done by one of them", async () => {
  const ids = await customers(Array.from({ length: Math.ceil(ROWS / 3) }, () => "known" as const));
  const runs = [
    await choose(ids, company.admin, company.location.id),
    await choose([...ids].reverse(), company.admin, place.id),
  ];
  for (const id of runs) await workRun(f.system(), id, () => f.now);
  for (const id of runs) await beginRun(f.ctx(company.admin), { id, mails: "" });
  await Promise.all(runs.map((id) => workRun(f.system(), id, () => f.now)));
  const outcomes = (await Promise.all(runs.map((id) => told(id, "outcome")))).flat().sort();
  const half = ids.length;
  expect(outcomes.filter((one) => one === "done")).toHaveLength(half);
  expect(outcomes.filter((one) => one.startsWith("already"))).toHaveLength(half);
  const open = await f.sql(
    "select 1 from associations where tenant_id = any($1) and ended_at is null",
    [ids],
  );
  expect(open).toHaveLength(half);
});

test("a role that goes in the middle: what was done stands, the rest is refused as nobody's", async () => {
  const grants = [company.location.id, place.id].map((locationId) => ({
    role: "incentives_user" as const,
    locationId,
  }));
  const user = await f.user(company, { grants });
  const ids = await customers(Array.from({ length: 12 }, () => "known" as const));
  const id = await choose(ids, user, place.id);
  await workRun(f.system(), id, () => f.now);
  await beginRun(f.ctx(user), { id, mails: "" });
  let looks = 0;
  let taken: Promise<unknown> | undefined;
  await workRun(f.system(), id, () => {
    looks += 1;
    if (looks === 6)
      taken = f.sql("delete from role_grants where user_id = $1 and location_id = $2", [
        user.userId,
        place.id,
      ]);
    return f.now;
  });
  await taken;
  const outcomes = await told(id, "outcome");
  const done = outcomes.filter((one) => one === "done").length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(ids.length);
  // The row that was under way may have read its roles, and then not find the location.
  const [first, ...others] = outcomes.slice(done);
  expect(["refused no_role", "refused location_closed"]).toContain(first);
  expect(others).toEqual(others.map(() => "refused no_role"));
  expect((await state(id)).state).toBe("done");
});
