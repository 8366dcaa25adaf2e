import { randomBytes } from "node:crypto";
import path from "node:path";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { getConfig } from "@/lib/config";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { databaseKeys } from "@/lib/keys";
import { stopSender } from "@/lib/queue/sender";
import { findPostgres } from "@/testing/own-postgres";
import { TEST_SECRET } from "@/testing/secret";
import { asAdmin, startTestServer } from "@/testing/server";
import { openDatabase } from "./client";
import { migrate, type LoginUrls } from "./migrate";

/** O10, O11: whoever owns a database, and whoever else has one on the same server. */
jest.setTimeout(120_000);
const keys = databaseKeys(TEST_SECRET);
const mark = `test_${process.env.TEST_RUN ?? String(process.pid)}_${randomBytes(4).toString("hex")}`;

/** An empty database with an owner of its own, who is no superuser and may make roles. */
async function make(adminUrl: string, name: string, owner: string): Promise<string> {
  const password = randomBytes(12).toString("hex");
  const [role, database] = [escapeIdentifier(owner), escapeIdentifier(name)];
  await asAdmin(adminUrl, async (admin) => {
    await admin.query(`create role ${role} login createrole password ${escapeLiteral(password)}`);
    await admin.query(`create database ${database} owner ${role}`);
  });
  return addressOf(adminUrl, { database: name, user: owner, password });
}

async function unmake(adminUrl: string, made: { name: string; owner: string }[]): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    for (const { name } of made)
      await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    for (const role of made.flatMap(({ name, owner }) => [
      `${name}_web`,
      `${name}_worker`,
      `${name}_app`,
      owner,
    ]))
      await admin.query(`drop role if exists ${escapeIdentifier(role)}`);
  });
}

function addressOf(
  url: string,
  to: { database: string; user?: string; password?: string },
): string {
  const changed = new URL(url);
  changed.pathname = `/${to.database}`;
  if (to.user !== undefined) changed.username = encodeURIComponent(to.user);
  if (to.password !== undefined) changed.password = to.password;
  return changed.toString();
}

async function query(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Migrated, knowing the keys of the tests' secret. */
async function made(url: string): Promise<LoginUrls> {
  const urls = await migrate(url, { kind: "test", keys });
  if (!urls) throw new Error("no role was made");
  return urls;
}

/** The owner's first act, with its audit rows; then how many workshops the product sees. */
async function work(owner: string, { worker }: LoginUrls): Promise<number> {
  const key = keys.worker[0] ?? "";
  const first = openDatabase(owner, { max: 2, timeoutMs: 20_000 });
  const db = openDatabase(worker, { max: 2, timeoutMs: 20_000, key });
  try {
    const now = new Date("2026-03-10T09:00:00Z");
    Object.assign(getConfig(), { APP_DATABASE_URL: worker });
    await loadCatalogue({ actor: { kind: "system", name: "test" }, now, db: first });
    return await db.transaction({ actor: "system" }, async (handle) => {
      const { rows } = await handle.execute("select from engagements");
      return rows.length;
    });
  } finally {
    await stopSender();
    await Promise.all([first.close(), db.close()]);
  }
}

/** What in the database somebody else than its owner has, or names somebody. */
const strangers = `
  select 'relation' as kind, relname::text as name from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'drizzle'::regnamespace)
      and relowner <> quote_ident(current_user)::regrole
  union all select 'function', proname from pg_proc
    where pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')
      and (proowner <> quote_ident(current_user)::regrole or strpos(prosrc, $1) > 0)`;

describe("on one server", () => {
  let adminUrl: string;
  let stop: () => Promise<void>;
  const ours = { name: `${mark}_a`, owner: `${mark} an "owner" of a-mine` };
  const theirs = { name: `${mark}_b`, owner: `${mark}_b_owner` };
  let owners: { ours: string; theirs: string };
  let apps: { ours: LoginUrls; theirs: LoginUrls };

  beforeAll(async () => {
    const server = await startTestServer();
    ({ adminUrl, stop } = server);
    owners = {
      ours: await make(adminUrl, ours.name, ours.owner),
      theirs: await make(adminUrl, theirs.name, theirs.owner),
    };
    apps = {
      ours: await made(owners.ours),
      theirs: await made(owners.theirs),
    };
  });
  afterAll(async () => {
    await unmake(adminUrl, [ours, theirs]);
    await stop();
  });

  test("O10 an owner of any name migrates, again too, owns everything and is named nowhere", async () => {
    expect(await made(owners.ours)).toEqual(apps.ours);
    expect(await query(owners.ours, strangers, [ours.owner])).toEqual([]);
    expect(await work(owners.ours, apps.ours)).toBeGreaterThan(0);
  });

  test("O11 two installations cannot read each other's tables", async () => {
    const into = (url: string) => {
      const { username, password } = new URL(url);
      return addressOf(owners.theirs, {
        database: theirs.name,
        user: decodeURIComponent(username),
        password,
      });
    };
    // Whoever signs in there is a stranger: the database itself refuses.
    for (const url of [apps.ours.web, apps.ours.worker, owners.ours])
      await expect(query(into(url), "select")).rejects.toMatchObject({ code: "42501" });
    // And if somebody lets them in, no table, function or queue is theirs.
    const app = `${ours.name}_worker`;
    await query(
      addressOf(adminUrl, { database: theirs.name }),
      `grant connect on database ${escapeIdentifier(theirs.name)} to ${escapeIdentifier(app)}`,
    );
    const tables = (await query(
      owners.theirs,
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private', 'drizzle', 'pgboss')",
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(40);
    for (const { name } of tables)
      await expect(query(into(apps.ours.worker), `select from ${name}`)).rejects.toMatchObject({
        code: "42501",
      });
    const callable = await query(
      into(apps.ours.worker),
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and has_function_privilege(oid, 'execute')
         and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')`,
    );
    expect(callable).toEqual([]);
    // Each goes on with what is its own.
    expect(await work(owners.theirs, apps.theirs)).toBeGreaterThan(0);
  });
});

const own = findPostgres({ tests: 1 });

(own ? describe : describe.skip)("on a server of this machine's own", () => {
  let adminUrl: string;
  let data: string;
  const run = (name: string, args: string[]) => own?.run(name, args);

  beforeAll(async () => {
    if (!own) return;
    data = own.init("data");
    ({ adminUrl } = await own.start(data));
  });
  afterAll(() => own?.clear());

  test("O10, O14 a dump is restored under another owner and another name, and migrated", async () => {
    const from = await make(adminUrl, "before", "first_owner");
    const workshops = await work(from, await made(from));
    const to = await make(adminUrl, "after", "second_owner");
    const file = path.join(data, "dump");
    run("pg_dump", ["--format=custom", "--enable-row-security", `--file=${file}`, from]);
    run("pg_restore", ["--no-owner", "--no-acl", "--exit-on-error", `--dbname=${to}`, file]);
    const urls = await made(to);
    expect(decodeURIComponent(new URL(urls.web).username)).toBe("after_web");
    expect(await query(to, "select distinct role from private.keys order by 1")).toEqual([
      { role: "after_web" },
      { role: "after_worker" },
    ]);
    expect(await query(to, strangers, ["first_owner"])).toEqual([]);
    expect(await query(to, "select id from installation")).toEqual(
      await query(from, "select id from installation"),
    );
    expect(await query(to, "select count(*)::int as n from audit_log")).toEqual(
      await query(from, "select count(*)::int as n from audit_log"),
    );
    expect(await work(to, urls)).toBe(workshops);
    expect(await query(to, "select * from audit_faults()")).toEqual([]);
  });
});
