import { Readable } from "node:stream";
import type { Operator } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { receiveImport } from "@/lib/imports/receive-import";
import { databaseKeys } from "@/lib/keys";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";
import { TEST_SECRET } from "@/testing/secret";

/** P22, O11: the worker acts as whoever began an import, and nobody acts as somebody else by one. */
const them = attacker(() => f);
const f = fixture();
const keys = databaseKeys(TEST_SECRET);
let manager: Operator;
let steward: Operator;
let id: string;

beforeAll(async () => {
  manager = await f.operator({ roles: ["partner_manager"] });
  steward = await f.operator({ roles: ["data_steward"] });
  const file = await receive(Readable.from([Buffer.from("Partner\nX\n")]), { most: 1_000 });
  id = await receiveImport(f.ctx(manager), { kind: "partners", name: "x.csv", file });
  await them.connect();
});

const enter = (key: string | undefined, run: string, part: "web" | "worker") =>
  them.tries("select app_enter('import', $1, $2)", [key, run], them.client(part));

test("an import is entered by the worker's key alone, while it is worked on, with the roles of now", async () => {
  await them.begin("nobody");
  await them.begin("worker");
  expect(await enter(keys.web[0], id, "web")).not.toBe(1);
  expect(await enter(keys.worker[0], id, "web")).not.toBe(1);
  expect(await enter("guessed", id, "worker")).not.toBe(1);
  const worker = await them.begin("worker");
  await worker.query("select app_enter('import', $1, $2)", [keys.worker[0], id]);
  const as = () =>
    worker.query(
      "select app_user() as who, app_may('partners.manage') as may, app_may('data.manage') as other",
    );
  expect((await as()).rows).toEqual([{ who: manager.userId, may: true, other: false }]);
  for (const state of ["previewed", "failed"]) {
    await f.sql("update import_runs set state = $2 where id = $1", [id, state]);
    await them.begin("worker");
    expect([state, await enter(keys.worker[0], id, "worker")]).not.toEqual([state, 1]);
  }
  await f.sql("update import_runs set state = 'received' where id = $1", [id]);
});

test("nobody begins an import in another's name, nor one of a kind that is not theirs, nor touches it", async () => {
  const insert =
    "insert into import_runs (kind, file_name, sha256, size, made_at, made_by, moved_at) values ($1, 'x', 'x', 1, now(), $2, now())";
  const beginAs =
    "update import_runs set state = 'running', began_at = now(), began_by = $2 where id = $1";
  await them.begin(manager);
  expect(await them.tries(insert, ["partners", steward.userId])).toBe("row-level security");
  expect(await them.tries(insert, ["tenants", manager.userId])).toBe("row-level security");
  expect(await them.tries(beginAs, [id, steward.userId])).toBe("import_runs_whose");
  await them.begin(steward);
  expect(await them.tries(beginAs, [id, steward.userId])).toBe(0);
  expect(await them.tries("insert into import_matches values ('partners', 'x', 'x', 'name')")).toBe(
    "row-level security",
  );
  expect(
    await them.tries(
      "insert into import_refusals (run_id, pass, line, \"column\", code) values ($1, 1, 1, '', 'x')",
      [id],
    ),
  ).toBe("permission denied");
  const { admin } = await f.partner();
  for (const who of [admin, await f.user(await f.partner())]) {
    await them.begin(who);
    for (const table of ["import_runs", "import_refusals", "import_matches"])
      expect([table, await them.tries(`select from ${table}`)]).toEqual([table, 0]);
  }
});

test("P19 no consent is forged as one from before: only a steward who has just proven who they are begins it, only the worker writes it, while it runs", async () => {
  const company = await f.partner();
  const tenant = await f.tenant();
  const engagement = await f.engagement();
  const file = await receive(Readable.from([Buffer.from("Asked on\nX\n")]), { most: 1_000 });
  const run = await receiveImport(f.ctx(steward), { kind: "history", name: "x.csv", file });
  const said = {
    asked_on: "2026-01-05",
    consented_on: "2026-01-06",
    evidence: "file",
    contact_name: "Sam",
    contact_email: `sam@${tenant.domain}`,
  };
  const call =
    "select import_rounds(jsonb_build_array(jsonb_build_object('n', 0, 'run', $1::uuid, 'partner', $2::uuid, 'location', $3::uuid, 'tenant', $4::uuid, 'engagement', $5::uuid, 'said', $6::jsonb, 'person', $7::uuid, 'numbers', array[1234567])), now())";
  const values = [
    run,
    company.id,
    company.location.id,
    tenant.id,
    engagement.id,
    JSON.stringify(said),
    company.admin.userId,
  ];
  const begins =
    "update import_runs set state = 'running', began_at = now(), began_by = $2, moved_at = now() where id = $1";
  const forged =
    "insert into associations (partner_id, location_id, tenant_id, engagement_id, version_id, origin, created_at, time_zone, consent_due_at) values ($1, $2, $3, $4, $5, 'imported', now(), 'UTC', now() + interval '1 day')";
  const at = [company.id, company.location.id, tenant.id, engagement.id, engagement.versionId];

  // Sessions of this suite are of its own clock: this one proved who it is long ago.
  await them.begin(steward);
  expect(await them.tries(begins, [run, steward.userId])).toBe("asks_again");
  await them.begin(manager);
  expect(await them.tries(begins, [run, manager.userId])).toBe(0);
  await them.begin(company.admin);
  expect(await them.tries(forged, at)).toBe("associations_begin");
  expect(await them.tries(call, values)).toBe("permission denied");
  await them.begin(steward);
  expect(await them.tries(forged, at)).toBe("row-level security");
  expect(await them.tries(call, values)).toBe("permission denied");
  expect(
    await them.tries("insert into imported_rounds (partner_id, association_id) values ($1, $1)", [
      company.id,
    ]),
  ).toBe("permission denied");

  const worker = await them.begin("worker");
  expect(await them.tries(call, values, worker)).toBe("this round is not for you to import");
  await worker.query("select app_enter('import', $1, $2)", [keys.worker[0], run]);
  expect(await them.tries(call, values, worker)).toBe("this round is not for you to import");

  await f.sql("update sessions set proven_at = now() where user_id = $1", [steward.userId]);
  const web = await them.begin(steward);
  expect(await them.tries(begins, [run, steward.userId])).toBe(1);
  await web.query(begins, [run, steward.userId]);
  await web.query("commit");
  await worker.query("select app_enter('import', $1, $2)", [keys.worker[0], run]);
  expect(await them.tries(call, values, worker)).toBe(1);
  const later = [
    ...values.slice(0, 5),
    JSON.stringify({ ...said, consented_on: "2999-01-01" }),
    values[6],
  ];
  expect(await them.tries(call, later, worker)).toBe("imported_rounds_past");
  const bare = [...values.slice(0, 5), JSON.stringify({ ...said, evidence: " " }), values[6]];
  expect(await them.tries(call, bare, worker)).toBe("imported_rounds_evidence");
});

test("P22 the worker adds what was taken in at the command line, done and in nobody's name, and no other import", async () => {
  const insert =
    "insert into import_runs (kind, state, file_name, sha256, size, made_at, made_by, began_at, began_by, moved_at) values ($1, $2, 'x', 'x', 1, now(), $3, $4, $5, now())";
  const worker = await them.begin("worker");
  const by = steward.userId;
  expect(await them.tries(insert, ["tenants", "done", null, null, null], worker)).toBe(1);
  expect(await them.tries(insert, ["tenants", "running", null, null, null], worker)).toBe(
    "import_runs_made",
  );
  for (const row of [
    ["history", "running", by, f.now, by],
    ["tenants", "done", by, null, null],
    ["history", "done", null, null, null],
  ])
    expect(await them.tries(insert, row, worker)).toBe("row-level security");
});

test("P23 the worker takes no role and no known customer but those that were listed before somebody said so, while that import runs, each once", async () => {
  const company = await f.partner();
  const tenants = await Promise.all([f.tenant(), f.tenant()]);
  const who = { grants: [{ role: "incentives_user" as const, locationId: null }] };
  const people = await Promise.all([f.user(company, who), f.user(company, who)]);
  for (const tenant of tenants)
    await f.sql(
      "insert into known_customers (partner_id, tenant_id, since, imported_by) values ($1, $2, now(), $3)",
      [company.id, tenant.id, manager.userId],
    );
  const grants = await Promise.all(
    people.map(({ userId }) =>
      f.sql<{ id: string }>("select id from role_grants where user_id = $1", [userId]),
    ),
  );
  const listed = {
    people: `role ${grants[0]?.[0]?.id}`,
    known: `${company.id} ${tenants[0].id}`,
  } as const;
  const all = {
    people: "delete from role_grants where user_id = any ($1)",
    known: "delete from known_customers where tenant_id = any ($1)",
  } as const;
  const of = { people: people.map(({ userId }) => userId), known: tenants.map((one) => one.id) };
  const list =
    "insert into import_removals (run_id, pass, place, thing, name, seen, becomes) values ($1, 1, $2, $3, 'x', '', 'x')";
  for (const kind of ["people", "known"] as const) {
    const [made] = await f.sql<{ id: string }>(
      "insert into import_runs (kind, state, file_name, sha256, size, made_at, made_by, began_at, began_by, moved_at, gone, gone_pass) values ($1, 'running', 'x', 'x', 1, now(), $2, now(), $2, now(), 1, 1) returning id",
      [kind, manager.userId],
    );
    const run = made?.id;
    await f.sql(list, [run, 1, listed[kind]]);
    expect(await f.sql(all[kind].replace("delete", "select 1"), [of[kind]])).toHaveLength(2);
    const worker = await them.begin("worker");
    const enters = () => worker.query("select app_enter('import', $1, $2)", [keys.worker[0], run]);
    const takes = () => them.tries(all[kind], [of[kind]], worker);
    expect([kind, "the product", await takes()]).toEqual([kind, "the product", 0]);
    await enters();
    expect([kind, "nobody said so", await takes()]).toEqual([kind, "nobody said so", 0]);
    expect(
      await them.tries("update import_runs set remove_asked = true where id = $1", [run], worker),
    ).toBe("permission denied");
    await f.sql("update import_runs set remove_asked = true where id = $1", [run]);
    expect([kind, "said", await takes()]).toEqual([kind, "said", 1]);
    expect(await them.tries(list, [run, 2, "role x"], worker)).toBe("row-level security");
    const done = "update import_removals set done_at = now() where run_id = $1";
    expect(await them.tries(done, [run], worker)).toBe(1);
    await f.sql(done, [run]);
    expect([kind, "done", await takes()]).toEqual([kind, "done", 0]);
    expect(await them.tries(done, [run], worker)).toBe(0);
    await f.sql("update import_runs set state = 'stopped' where id = $1", [run]);
  }
});
