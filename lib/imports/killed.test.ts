import { fork } from "node:child_process";
import { once } from "node:events";
import { randomInt, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { reading, type Operator } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { fixture } from "@/testing/fixture";
import { program } from "@/testing/compiled";
import { tries } from "@/testing/tries";
import { beginImport } from "./begin-import";
import { correctImport } from "./correct-import";
import { getRun, listRefusals } from "./queries";
import { receiveImport } from "./receive-import";
import { correctImportInput, type ImportKindName } from "./schema";
import { workImport } from "./work";

/** P22: a worker that is killed while it takes a file in leaves rows whole or not at all, and the next one ends it the same. */
const f = fixture();
const KILLS = tries("IMPORT_KILLS", { ci: 1, whole: 50 });

/** Takes an import in, in a process of its own; killed after a while, unless it is done by then. */
async function inProcess(id: string, lives: number): Promise<{ killed: boolean; done: boolean }> {
  const child = fork(program("testing/import-worker.ts"), [id], {
    execArgv: [],
    env: { ...process.env, APP_DATABASE_URL: f.urls().workerUrl, NODE_OPTIONS: "" },
  });
  const ended = once(child, "exit");
  const found = (who: Operator) => reading(f.ctx(who), (tx) => getRun(tx, id));
  const who = await f.operator({ roles: ["reader"] });
  const before = await found(who);
  // The process takes its time to start: what is killed is the work.
  for (let waited = 0; waited < 30_000 && child.exitCode === null; waited += 20) {
    const now = await found(who);
    const on = now.removed > before.removed || now.rowsDone !== before.rowsDone;
    if (now.movedAt > before.movedAt || now.pass > before.pass || now.line > before.line || on)
      break;
    await sleep(20);
  }
  await Promise.race([ended, sleep(lives)]);
  child.kill("SIGKILL");
  await ended;
  return { killed: child.signalCode === "SIGKILL", done: (await found(who)).state === "done" };
}

/** With `gone`, that many that the file leaves out are removed (P23). */
async function taken(
  kind: ImportKindName,
  text: string,
  role: "data_steward" | "partner_manager",
  { gone = 0 } = {},
) {
  const who = await f.operator({ roles: [role] });
  const file = await receive(Readable.from([Buffer.from(text)]), { most: 100_000_000 });
  const id = await receiveImport(f.ctx(who), { kind, name: "killed.csv", file });
  await workImport(f.system(), id, () => f.now);
  if (gone > 0) {
    const looked = await reading(f.ctx(who), (tx) => getRun(tx, id));
    const asked = { id, pass: String(looked.pass), wholeList: "yes" };
    await correctImport(f.ctx(who), correctImportInput.parse(asked));
    await workImport(f.system(), id, () => f.now);
  }
  await beginImport(f.ctx(who), { id, ...(gone > 0 && { remove: String(gone) }) });
  let kills = 0;
  for (let done = false; kills < KILLS && !done;) {
    const lived = await inProcess(id, randomInt(0, 60));
    done = lived.done;
    if (lived.killed) kills += 1;
    else expect(done).toBe(true);
  }
  expect(kills).toBeGreaterThan(0);
  await workImport(f.system(), id, () => f.now);
  const run = await reading(f.ctx(who), (tx) => getRun(tx, id));
  const refusals = await reading(f.ctx(who), (tx) =>
    listRefusals(tx, run, { after: 0, most: 1_000 }),
  );
  return { run, refusals, kills };
}

test("rows: each goes in once, and what is refused is refused once", async () => {
  const count = 1_000 + 600 * KILLS;
  const rows = Array.from(
    { length: count },
    (_, n) => `Killed ${n},NL,${9_200_000 + n},Place ${n},Delft,NL`,
  );
  const bad = [4, 120].map((n) => rows[n]?.replace("Delft", "Gouda"));
  const text = `Partner,Partner country,MPN ID,Location,City,Country\n${[...rows, ...bad].join("\n")}\n`;
  const { run, refusals } = await taken("partners", text, "partner_manager");
  expect(run).toMatchObject({ state: "done", made: count, changed: 0, unchanged: 0, refused: 2 });
  expect(refusals.map(({ line, code, params }) => [line, code, params.line])).toEqual([
    [count + 2, "import_otherwise", 6],
    [count + 3, "import_otherwise", 122],
  ]);
  expect(
    await f.sql(
      "select count(*)::int as n, count(distinct name)::int as names from partners where name like 'Killed %'",
    ),
  ).toEqual([{ n: count, names: count }]);
  expect(
    await f.sql(
      "select count(*)::int as n from audit_log where event = 'partner.created' and chain in (select id::text from partners where name like 'Killed %')",
    ),
  ).toEqual([{ n: count }]);
}, 1_800_000);

/** Rows of each other kind, about customers of one company; what each leaves, and how often the log tells of it. */
const others = {
  known: {
    role: "partner_manager",
    head: "Partner ID,Tenant",
    row: ({ company }: Ground, tenant: string) => `${company.id},${tenant}`,
    left: "select count(*)::int as n from known_customers where partner_id = $1",
    event: "customer.imported",
  },
  people: {
    role: "partner_manager",
    head: "Partner ID,MPN ID,E-mail,Role",
    row: ({ company }: Ground, tenant: string) =>
      `${company.id},company,p-${tenant}@mail.example,user`,
    left: "select count(*)::int as n from invitations where partner_id = $1 and accepted_at is null",
    event: "person.invited",
  },
  history: {
    role: "data_steward",
    head: "MPN ID,Tenant,Engagement,Asked on,Consented on,Declined on,Completed on,Evidence",
    row: ({ company, engagement }: Ground, tenant: string, n: number) =>
      `${company.location.mpnId},${tenant},${engagement.slug},2026-01-05,${n % 2 ? "2026-01-06,,2026-02-01" : ",2026-01-08,"},file ${n}`,
    left: "select count(*)::int as n from associations where partner_id = $1 and origin = 'imported'",
    event: "round.imported",
  },
} as const;
type Ground = {
  company: Awaited<ReturnType<typeof f.partner>>;
  engagement: Awaited<ReturnType<typeof f.engagement>>;
};

let engagement: Ground["engagement"];
// Where many customers are known, a workshop that is new comes into each of their lists.
beforeAll(async () => {
  engagement = await f.engagement();
});

test.each(["known", "people", "history"] as const)(
  "%s: each row once, in the facts, in the log and in the counts",
  async (kind) => {
    const { role, head, row, left, event } = others[kind];
    const ground = { company: await f.partner(), engagement };
    // They go in by hundreds: a life takes one transaction at least, and a file of few is done at once.
    const count = kind === "people" ? 1_000 + 600 * KILLS : 60 + 300 * KILLS;
    const tenants = await f.sql<{ id: string }>(
      "insert into tenants (id, name, country, updated_at) select gen_random_uuid(), 'Customer ' || n, 'NL', now() from generate_series(1, $1) n returning id",
      [count],
    );
    const text = `${head}\n${tenants.map(({ id }, n) => row(ground, id, n)).join("\n")}\n`;
    const { id } = ground.company;
    const before = await f.head(id);
    const { run } = await taken(kind, text, role);
    expect(run).toMatchObject({ state: "done", made: count, changed: 0, unchanged: 0, refused: 0 });
    expect(await f.sql(left, [id])).toEqual([{ n: count }]);
    const told =
      "select count(*)::int as n from audit_log where chain = $1 and event = $2 and seq > $3";
    expect(await f.sql(told, [id, event, before])).toEqual([{ n: count }]);
  },
  1_800_000,
);

test("P23 what the whole list leaves out: each removed once, in the facts, in the log and in the counts", async () => {
  const company = await f.partner();
  const { userId } = await f.operator({ roles: ["partner_manager"] });
  const count = 240 + 250 * KILLS;
  const tenants = await f.sql<{ id: string }>(
    "insert into tenants (id, name, country, updated_at) select gen_random_uuid(), 'Left out ' || n, 'NL', now() from generate_series(0, $1) n returning id",
    [count],
  );
  await f.sql(
    "insert into known_customers (partner_id, tenant_id, since, imported_by) select $1, unnest($2::uuid[]), now(), $3",
    [company.id, tenants.map(({ id }) => id), userId],
  );
  const text = `Partner ID,Tenant\n${company.id},${tenants[0]?.id}\n`;
  const { run } = await taken("known", text, "partner_manager", { gone: count });
  expect(run).toMatchObject({
    state: "done",
    unchanged: 1,
    gone: count,
    removed: count,
    stayed: 0,
  });
  expect(
    await f.sql("select tenant_id as id from known_customers where partner_id = $1", [company.id]),
  ).toEqual([{ id: tenants[0]?.id }]);
  expect(
    await f.sql(
      "select count(*)::int as n, count(distinct subject_id)::int as each from audit_log where chain = $1 and event = 'customer.unlisted'",
      [company.id],
    ),
  ).toEqual([{ n: count, each: count }]);
}, 1_800_000);

/** Enough that a process is still at it when it is killed. */
const ROWS = 10_000 + 400 * KILLS;
test("a whole file: all of it, or nothing", async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `${randomUUID()},Killed ${n},NL,k${n}.example,2026-02,${n}`,
  );
  const text = `tenant_id,name,country,domains,as_of,teams_pau\n${rows.join("\n")}\nx,Y,NL,,,\n`;
  const { run, refusals } = await taken("tenants", text, "data_steward");
  expect(run).toMatchObject({ state: "done", made: ROWS, changed: 0, unchanged: 0, refused: 1 });
  expect(refusals.map(({ line, code }) => [line, code])).toEqual([[ROWS + 2, "import_tenant_id"]]);
  expect(await f.sql("select count(*)::int as n from tenants where name like 'Killed %'")).toEqual([
    { n: ROWS },
  ]);
  expect(
    await f.sql(
      "select count(*)::int as n from audit_log where event = 'import.done' and subject_id = $1",
      [run.id],
    ),
  ).toEqual([{ n: 1 }]);
}, 600_000);
