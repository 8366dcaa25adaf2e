import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { asAdmin, startTestServer } from "@/testing/server";
import { loginUrl, mendLogins, prepareLogins, prepareRoles, refuseMighty, rolesOf } from "./logins";
import { closeDatabase } from "./migrate";

let database: TestDatabase;
let owner: Client;
let admin: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  admin = new Client({ connectionString: database.adminUrl });
  await Promise.all([owner.connect(), admin.connect()]);
  await closeDatabase(owner, await prepareRoles(owner, database.ownerUrl));
});

afterAll(async () => {
  const roles = Object.values(rolesOf(database.ownerUrl)).reverse();
  await Promise.all([owner.end(), admin.end()]);
  await database.drop();
  await asAdmin((await startTestServer()).adminUrl, async (server) => {
    for (const role of roles) await server.query(`drop role if exists ${role}`);
  });
});

const stored = async () => {
  const { rows } = await admin.query<{ rolpassword: string }>(
    "select rolpassword from pg_authid where rolname = $1",
    [rolesOf(database.ownerUrl).web],
  );
  return rows[0]?.rolpassword;
};

async function signsIn(): Promise<boolean> {
  const url = await loginUrl(owner, database.ownerUrl, "web");
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query("select")).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

test("the role is made once; a password that works is never set again", async () => {
  expect(await loginUrl(owner, database.ownerUrl, "web")).toBeUndefined();
  await prepareLogins(owner, database.ownerUrl);
  expect(await signsIn()).toBe(true);
  const first = await stored();
  await prepareLogins(owner, database.ownerUrl);
  expect(await stored()).toBe(first);
});

test("what a role made its own settings goes", async () => {
  await prepareLogins(owner, database.ownerUrl);
  const { web, worker } = rolesOf(database.ownerUrl);
  await admin.query(`alter role ${web} set search_path = pg_catalog`);
  await admin.query(
    `alter role ${worker} in database ${new URL(database.ownerUrl).pathname.slice(1)} set row_security = off`,
  );
  await prepareLogins(owner, database.ownerUrl);
  const { rows } = await admin.query(
    "select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = any ($1)",
    [[web, worker]],
  );
  expect(rows).toEqual([]);
});

test.each([
  [
    "another password",
    (role: string) => `alter role ${role} password '${randomBytes(8).toString("hex")}'`,
  ],
  ["no right to sign in", (role: string) => `alter role ${role} nologin`],
  ["no role at all", (role: string) => `drop role ${role}`],
])("a role with %s is mended, with the password that running processes have", async (_, spoil) => {
  await prepareLogins(owner, database.ownerUrl);
  const before = await loginUrl(owner, database.ownerUrl, "web");
  await owner.query(spoil(rolesOf(database.ownerUrl).web));
  expect(await signsIn()).toBe(false);
  await prepareLogins(owner, database.ownerUrl);
  expect(await signsIn()).toBe(true);
  expect(await loginUrl(owner, database.ownerUrl, "web")).toBe(before);
});

test("what a role changed of itself is set right while the product runs", async () => {
  await prepareLogins(owner, database.ownerUrl);
  const role = rolesOf(database.ownerUrl).web;
  const own = new Client({ connectionString: await loginUrl(owner, database.ownerUrl, "web") });
  await own.connect();
  await own.query("alter role current_user password 'mine'");
  await own.query("alter role current_user set default_transaction_read_only = on");
  expect(await signsIn()).toBe(false);
  await mendLogins(database.ownerUrl);
  expect(await signsIn()).toBe(true);
  await own.end();
  const { rows } = await admin.query("select from pg_db_role_setting where setrole = $1::regrole", [
    role,
  ]);
  expect(rows).toEqual([]);
});

test("the application cannot read any login", async () => {
  const app = new Client({ connectionString: database.webUrl });
  await app.connect();
  try {
    await expect(app.query("select from private.logins")).rejects.toThrow(/permission denied/);
  } finally {
    await app.end();
  }
});

test.each([
  ["its user behind the address", (url: URL) => `postgresql://${url.host}${url.pathname}?`],
  ["a socket's folder for a host", (url: URL) => `postgresql://${url.pathname}?host=/tmp&`],
])("given the owner with %s, the application is still its own role", async (_, shape) => {
  await prepareLogins(owner, database.ownerUrl);
  const url = new URL(database.ownerUrl);
  const given = `${shape(url)}user=${url.username}&password=${url.password}`;
  const client = new Client({ connectionString: await loginUrl(owner, given, "web") });
  expect(client.user).toBe(rolesOf(database.ownerUrl).web);
});

test("a given role that sees everybody's rows is refused", async () => {
  for (const url of [database.ownerUrl, database.adminUrl])
    await expect(refuseMighty(url, "WEB_DATABASE_URL")).rejects.toThrow(
      "WEB_DATABASE_URL names a role that sees everybody's rows",
    );
  await expect(refuseMighty(database.webUrl, "WEB_DATABASE_URL")).resolves.toBeUndefined();
});
