import { Client } from "pg";
import { closePublic } from "@/db/close-public";
import { openDatabase } from "@/db/client";
import { rolesOf } from "@/db/logins";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";
import { asAdmin } from "@/testing/server";

/**
 * What a statement that was smuggled in can do to everybody by what PostgreSQL lets each role do: locks, bytes beside
 * the tables, other connections, the role's own settings (O11).
 */
const them = attacker(() => f);
const f = fixture();
const nobody = "00000000-0000-0000-0000-000000000000";

beforeAll(() => them.connect());

const parts = ["web", "worker"] as const;
const byLargeObject = [
  "lo_create(0)",
  "lo_creat(-1)",
  "lo_from_bytea(0, 'x')",
  "lo_open(1, 131072)",
  "lowrite(0, 'x')",
  "lo_put(1, 0, 'x')",
  "lo_unlink(1)",
  "lo_truncate(0, 1)",
];
const others = [
  "pg_advisory_lock(1)",
  "pg_advisory_lock_shared(1)",
  "pg_advisory_lock(1, 1)",
  "pg_try_advisory_lock(1)",
  "pg_cancel_backend(pg_backend_pid())",
  "pg_terminate_backend(pg_backend_pid())",
  "pg_sleep(0)",
  "pg_sleep_for('0')",
  "pg_logical_emit_message(true, 'x', 'x')",
  "pg_export_snapshot()",
  "pg_notify('x', 'x')",
];

test.each(parts)(
  "%s keeps no large object, no lock beyond its transaction, and ends nobody",
  async (part) => {
    const client = them.client(part);
    await client.query("begin");
    for (const call of [...byLargeObject, ...others])
      expect([call, await them.tries(`select ${call}`, [], client)]).toEqual([
        call,
        "permission denied",
      ]);
    expect(await them.tries("create temporary table x (x int)", [], client)).toBe(
      part === "web" ? "permission denied" : null,
    );
  },
);

test("what closes them is the server's superuser: another owner changes nothing and is told so", async () => {
  const roles = rolesOf(f.urls().ownerUrl);
  const names = { ...roles, application: templated("app"), worker: templated("worker") };
  await asAdmin(f.urls().ownerUrl, async (owner) => {
    await owner.query("begin");
    expect(await closePublic(owner, names)).toBe(true);
    await owner.query("rollback");
  });
  await asAdmin(f.urls().adminUrl, async (admin) => {
    await admin.query("grant execute on function pg_sleep(double precision) to public");
    await asAdmin(f.urls().ownerUrl, async (owner) =>
      expect(await closePublic(owner, names)).toBe(false),
    );
    expect(await closePublic(admin, names)).toBe(true);
  });
});

const templated = (part: string) =>
  decodeURIComponent(new URL(f.urls().webUrl).username).replace(/web$/, part);

/** Locking a whole table against everybody asks for a right to change or delete every column of it. */
test.each([
  [
    "web",
    [
      "band_proposals",
      "code_secrets",
      "devices",
      "drafts",
      "engagement_types",
      "identities",
      "location_qualifications",
      "market_bands",
      "market_countries",
      "metrics",
      "operator_grants",
    ],
    [
      "partner_domains",
      "partner_roles",
      "passkeys",
      "proof_kinds",
      "qualifications",
      "rate_limits",
      "recovery_codes",
      "review_reasons",
      "role_grants",
      "saved_views",
      "sessions",
      "sign_in_tokens",
      "solution_areas",
      "template_files",
      "tenant_domains",
    ],
  ],
  ["worker", ["drafts", "known_customers", "rate_limits", "role_grants", "tenant_domains"], []],
] as const)("%s locks no table whose rows it does not delete", async (part, ...lists) => {
  const tables = await f.sql<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private', 'drizzle')",
  );
  const client = them.client(part);
  await client.query("begin");
  const locked: string[] = [];
  for (const { name } of tables)
    if (
      (await them.tries(`lock table ${name} in access exclusive mode nowait`, [], client)) === null
    )
      locked.push(name.replace("public.", ""));
  expect(locked.sort()).toEqual(lists.flat());
});

test.each(parts)("%s takes nobody's rights, its own included, and gives none", async (part) => {
  const client = them.client(part);
  const role = client.user ?? "";
  const rights = () =>
    f.sql<{ rights: string }>(
      `select coalesce(string_agg(table_name || privilege_type, ',' order by table_name, privilege_type), '') as rights
       from information_schema.role_table_grants where grantee in ($1, $2)`,
      [role, templated("app")],
    );
  const before = await rights();
  await client.query("begin");
  await them.tries("drop owned by current_user", [], client);
  for (const text of [
    "grant select on sessions to public",
    "revoke select on partners from current_user",
    `revoke ${templated("app")} from ${role}`,
    `grant ${role} to ${templated(part === "web" ? "worker" : "web")}`,
    `alter role ${role} nologin`,
    `alter role ${role} connection limit 0`,
    `alter role ${role} valid until '2000-01-01'`,
    `alter role ${templated(part === "web" ? "worker" : "web")} password 'x'`,
  ]) {
    await client
      .query("savepoint s")
      .then(() => client.query(text))
      .catch(() => undefined);
    await client.query("rollback to s");
  }
  await client.query("drop owned by current_user").catch(() => undefined);
  await client.query("commit").catch(() => undefined);
  expect(await rights()).toEqual(before);
});

/**
 * Each setting that a role may make its own, at its extremes: a pool of the product works all the same. What is left
 * is named in the decision.
 */
test("whatever the role made its own setting, the pool works", async () => {
  const web = decodeURIComponent(new URL(f.urls().webUrl).username);
  const settings = await f.sql<{ name: string; values: string[] }>(
    `select name, case vartype when 'bool' then array['on', 'off'] when 'enum' then enumvals
       when 'string' then array['x', ''] else array[min_val, max_val, '1'] end as values
     from pg_settings where context = 'user' order by 1`,
  );
  const broken: string[] = [];
  await asAdmin(f.urls().adminUrl, async (admin) => {
    await them.client().query("rollback");
    for (const { name, values } of settings)
      for (const value of values) {
        const set = await admin
          .query(`alter role ${web} set ${name} = ${value === "" ? "''" : `'${value}'`}`)
          .then(
            () => true,
            () => false,
          );
        if (!set) continue;
        const db = openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000 });
        const works = await db
          .query("select count(*)::int as n from partners where id = $1", [nobody])
          .then(
            (rows) => rows.length === 1,
            () => false,
          );
        await db.close();
        await admin.query(`alter role ${web} reset all`);
        if (!works) broken.push(`${name} = ${value}`);
      }
  });
  // PostgreSQL 17 and later; what is not mended by `forgetLogins` within a minute.
  expect(broken).toEqual(["transaction_timeout = 1"]);
}, 60_000);

test("what hangs is ended, whatever limits it lifted, and by the worker alone", async () => {
  const hung = new Client({ connectionString: f.urls().webUrl });
  const gone = new Promise((resolve) => hung.on("error", resolve));
  await hung.connect();
  await hung.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; begin");
  await hung.query("lock table sessions in access exclusive mode");
  const end = "select end_hanging($1, '2 hours') as ended";
  await them.begin("door");
  expect(await them.tries(end, ["0"])).toBe("permission denied");
  await them.client().query("rollback");
  const worker = await them.begin("worker");
  expect((await worker.query(end, ["1 hour"])).rows).toEqual([{ ended: 0 }]);
  expect((await worker.query(end, ["0"])).rows).toEqual([{ ended: 1 }]);
  await gone;
  await them.begin("door");
  expect(await them.tries("select from sessions")).not.toBe("lock");
});
