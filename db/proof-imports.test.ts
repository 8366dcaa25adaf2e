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
  const as = () => worker.query("select app_user() as who, app_may('partners.manage') as may, app_may('data.manage') as other"); // prettier-ignore
  expect((await as()).rows).toEqual([{ who: manager.userId, may: true, other: false }]);
  for (const state of ["previewed", "failed"]) {
    await f.sql("update import_runs set state = $2 where id = $1", [id, state]);
    await them.begin("worker");
    expect([state, await enter(keys.worker[0], id, "worker")]).not.toEqual([state, 1]);
  }
  await f.sql("update import_runs set state = 'received' where id = $1", [id]);
});

test("nobody begins an import in another's name, nor one of a kind that is not theirs, nor touches it", async () => {
  const insert = "insert into import_runs (kind, file_name, sha256, size, made_at, made_by, moved_at) values ($1, 'x', 'x', 1, now(), $2, now())"; // prettier-ignore
  const beginAs = "update import_runs set state = 'running', began_at = now(), began_by = $2 where id = $1"; // prettier-ignore
  await them.begin(manager);
  expect(await them.tries(insert, ["partners", steward.userId])).toBe("row-level security");
  expect(await them.tries(insert, ["tenants", manager.userId])).toBe("row-level security");
  expect(await them.tries(beginAs, [id, steward.userId])).toBe("import_runs_whose");
  await them.begin(steward);
  expect(await them.tries(beginAs, [id, steward.userId])).toBe(0);
  expect(await them.tries("insert into import_matches values ('partners', 'x', 'x', 'name')")).toBe("row-level security"); // prettier-ignore
  expect(await them.tries("insert into import_refusals (run_id, pass, line, \"column\", code) values ($1, 1, 1, '', 'x')", [id])).toBe("permission denied"); // prettier-ignore
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
  const said = { asked_on: "2026-01-05", consented_on: "2026-01-06", evidence: "file", contact_name: "Sam", contact_email: `sam@${tenant.domain}` }; // prettier-ignore
  const call = "select import_round($1, $2, $3, $4, $5, $6, $7, 1234567, now())";
  const values = [run, company.id, company.location.id, tenant.id, engagement.id, JSON.stringify(said), company.admin.userId]; // prettier-ignore
  const begins = "update import_runs set state = 'running', began_at = now(), began_by = $2, moved_at = now() where id = $1"; // prettier-ignore
  const forged = "insert into associations (partner_id, location_id, tenant_id, engagement_id, version_id, origin, created_at, time_zone, consent_due_at) values ($1, $2, $3, $4, $5, 'imported', now(), 'UTC', now() + interval '1 day')"; // prettier-ignore
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
  expect(await them.tries("insert into imported_rounds (partner_id, association_id) values ($1, $1)", [company.id])).toBe("permission denied"); // prettier-ignore

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
  const later = [...values.slice(0, 5), JSON.stringify({ ...said, consented_on: "2999-01-01" }), values[6]]; // prettier-ignore
  expect(await them.tries(call, later, worker)).toBe("imported_rounds_past");
  const bare = [...values.slice(0, 5), JSON.stringify({ ...said, evidence: " " }), values[6]];
  expect(await them.tries(call, bare, worker)).toBe("imported_rounds_evidence");
});

test("P22 the worker adds what was taken in at the command line, done and in nobody's name, and no other import", async () => {
  const insert = "insert into import_runs (kind, state, file_name, sha256, size, made_at, made_by, began_at, began_by, moved_at) values ($1, $2, 'x', 'x', 1, now(), $3, $4, $5, now())"; // prettier-ignore
  const worker = await them.begin("worker");
  const by = steward.userId;
  expect(await them.tries(insert, ["tenants", "done", null, null, null], worker)).toBe(1);
  expect(await them.tries(insert, ["tenants", "running", null, null, null], worker)).toBe("import_runs_made"); // prettier-ignore
  for (const row of [
    ["history", "running", by, f.now, by],
    ["tenants", "done", by, null, null],
    ["history", "done", null, null, null],
  ])
    // prettier-ignore
    expect(await them.tries(insert, row, worker)).toBe("row-level security");
});
