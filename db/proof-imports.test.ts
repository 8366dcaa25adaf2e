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
  expect(await them.tries("insert into import_matches values ('partners', 'x', 'name')")).toBe("row-level security"); // prettier-ignore
  expect(await them.tries("insert into import_refusals (run_id, pass, line, \"column\", code) values ($1, 1, 1, '', 'x')", [id])).toBe("permission denied"); // prettier-ignore
  const { admin } = await f.partner();
  for (const who of [admin, await f.user(await f.partner())]) {
    await them.begin(who);
    for (const table of ["import_runs", "import_refusals", "import_matches"])
      expect([table, await them.tries(`select from ${table}`)]).toEqual([table, 0]);
  }
});
