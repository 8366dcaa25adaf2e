import type { PartnerUser } from "@/lib/ctx";
import { databaseKeys } from "@/lib/keys";
import { attacker } from "@/testing/attacker";
import { fixture, type Company } from "@/testing/fixture";
import { TEST_SECRET } from "@/testing/secret";

/** B4, O11: the worker acts as whoever began a run, and nobody acts as somebody else by one. */
const them = attacker(() => f);
const f = fixture();
const keys = databaseKeys(TEST_SECRET);
let company: Company;
let colleague: PartnerUser;
let id: string;
const put =
  "insert into bulk_runs (partner_id, number, kind, choice, options, made_at, made_by, moved_at) values ($1, 0, 'ask', '{}', '{}', now(), $2, now()) returning id";

beforeAll(async () => {
  company = await f.partner({ locations: [{}, {}] });
  const grants = [{ role: "incentives_user" as const, locationId: company.location.id }];
  colleague = await f.user(company, { grants });
  [{ id } = { id: "" }] = await f.sql<{ id: string }>(put, [company.id, colleague.userId]);
  await them.connect();
});

const enter = (key: string | undefined, part: "web" | "worker") =>
  them.tries("select app_enter('run', $1, $2)", [key, id], them.client(part));

test("a run is entered by the worker's key alone, while it is worked on, with the places of now", async () => {
  await them.begin("nobody");
  expect(await enter(keys.web[0], "web")).not.toBe(1);
  expect(await enter(keys.worker[0], "web")).not.toBe(1);
  const worker = await them.begin("worker");
  expect(await enter("guessed", "worker")).not.toBe(1);
  await worker.query("select app_enter('run', $1, $2)", [keys.worker[0], id]);
  const { rows } = await worker.query(
    "select app_user() as who, app_partner() as partner, app_places() as places, app_run() as run",
  );
  expect(rows).toEqual([
    { who: colleague.userId, partner: company.id, places: [company.location.id], run: id },
  ]);
  for (const state of ["looked", "paused", "stopped", "done", "failed"]) {
    await f.sql("update bulk_runs set state = $2 where id = $1", [id, state]);
    await them.begin("worker");
    expect([state, await enter(keys.worker[0], "worker")]).not.toEqual([state, 1]);
  }
});

test("nobody begins a run in another's name or company, writes its rows, or an e-mail as its own", async () => {
  const other = await f.partner();
  await f.sql("update bulk_runs set state = 'looked' where id = $1", [id]);
  const begin =
    "update bulk_runs set state = 'running', began_at = now(), began_by = $2 where id = $1";
  const row = "insert into bulk_run_rows (partner_id, run_id, position) values ($1, $2, 1)";
  await them.begin(company.admin);
  expect(await them.tries(put, [company.id, colleague.userId])).toBe("row-level security");
  expect(await them.tries(put, [other.id, company.admin.userId])).toBe("row-level security");
  expect(await them.tries(begin, [id, colleague.userId])).toBe("bulk_runs_whose");
  expect(await them.tries("update bulk_runs set state = 'looking' where id = $1", [id])).toBe(
    "bulk_runs_looked_once",
  );
  expect(await them.tries(row, [company.id, id])).toBe("permission denied");
  expect(await them.tries("update bulk_runs set kind = 'add' where id = $1", [id])).toBe(
    "permission denied",
  );
  expect(await them.tries("select app_run() where app_run() is not null")).toBe(0);
  await them.begin(other.admin);
  expect(await them.tries(begin, [id, other.admin.userId])).toBe(0);
  expect(await them.tries("select from bulk_runs where id = $1", [id])).toBe(0);
  await them.begin(
    await f.user(company, {
      grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
    }),
  );
  expect(await them.tries("select from bulk_runs where id = $1", [id])).toBe(0);
});
