import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { refuseOtherKind } from "@/db/installation";
import { rolesOf } from "@/db/logins";
import { databaseKeys } from "@/lib/keys";
import { migrate } from "@/db/migrate";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { program } from "@/testing/compiled";
import packageFile from "../package.json";

/** What each command may touch. A new one is decided on here. */
const touches: Record<string, "migrates" | "database" | "provider" | "files" | "own server"> = {
  demo: "migrates",
  dev: "migrates",
  start: "migrates",
  migrate: "migrates",
  "start:web": "database",
  "start:worker": "database",
  doctor: "database",
  "programme:init": "database",
  "audit:verify": "database",
  "audit:export": "database",
  "secrets:rotate": "database",
  "projections:check": "database",
  backup: "database",
  person: "database",
  restore: "migrates",
  "tenants:import": "database",
  "emails:publish": "provider",
  "emails:preview": "files",
  build: "files",
  check: "files",
  "check:format": "files",
  "check:lint": "files",
  "check:pages": "files",
  "check:imports": "files",
  "check:unused": "files",
  format: "files",
  "action-ids": "files",
  "files:sweep": "database",
  messages: "files",
  privacy: "files",
  templates: "files",
  tokens: "files",
  test: "own server",
  e2e: "own server",
  bench: "own server",
  torture: "own server",
};

const folder = mkdtempSync(path.join(tmpdir(), "commands-"));
const csv = path.join(folder, "tenants.csv");
const right = "kD8vQ1mZr7xT3nYb9LwFh2sJpC6gUe0a";
const older = "The database's schema is older than this version: run `npm run migrate` first.\n";
let database: TestDatabase;
let admin: Client;

beforeAll(async () => {
  writeFileSync(csv, "tenant_id,name,country,domains\n");
  database = await createTestDatabase();
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
}, 120_000);

afterAll(async () => {
  await database.drop().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** Everything that a command could have changed: roles with their passwords, tables, rows, functions. */
async function state(): Promise<unknown> {
  const roles = Object.values(rolesOf(database.ownerUrl));
  const { rows } = await admin.query<Record<string, unknown>>(
    `select
      (select json_agg(a order by rolname) from pg_authid a where rolname = 'mci_owner' or rolname = any ($1)) as roles,
      (select json_agg(m order by m.oid) from pg_auth_members m where m.roleid::regrole::text = any ($1)) as members,
      (select json_agg(json_build_array(oid, relname, relacl, relnatts) order by oid) from pg_class
        where relnamespace::regnamespace::text !~ '^pg_') as tables,
      (select md5(string_agg(p::text, '' order by oid)) from pg_proc p) as functions`,
    [roles],
  );
  const counts: unknown[] = [];
  const tables = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`,
  );
  for (const { name } of tables.rows) {
    const found = await admin.query<{ n: number; sum: string | null }>(
      `select count(*)::int as n, md5(string_agg(t::text, '' order by t::text)) as sum from ${name} t`,
    );
    counts.push([name, found.rows[0]]);
  }
  return { ...rows[0], counts };
}

function run(file: string, args: string[], env: Record<string, string>) {
  const data = path.join(folder, "data");
  const ran = spawnSync(process.execPath, [program(file), ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, DATA_DIR: data, ...env } as unknown as NodeJS.ProcessEnv,
  });
  expect(existsSync(data)).toBe(false);
  return { status: ran.status, said: ran.stdout, error: ran.stderr };
}

const wrongSecrets: Record<string, string>[] = [
  { APP_SECRET: `${right}0` },
  { APP_SECRET: "short" },
  {},
];
const reading: [string, string, string[], Record<string, string>[]][] = [
  ["audit:verify", "scripts/audit-verify.ts", [], wrongSecrets],
  ["projections:check", "scripts/projections-check.ts", [], wrongSecrets],
  ["secrets:rotate", "scripts/secrets-rotate.ts", [], wrongSecrets],
  ["tenants:import --dry-run", "scripts/tenants-import.ts", [csv, "--dry-run"], wrongSecrets],
  ["backup without a folder", "scripts/backup.ts", [], [{}, { APP_SECRET: right }]],
  ["restore without a backup", "scripts/restore.ts", [folder], [{}, { APP_SECRET: right }]],
  [
    "person, looking",
    "scripts/person.ts",
    ["erase", "a@b.example", "--by=c@d.example"],
    [{ APP_SECRET: right }],
  ],
  ["tenants:import without a file", "scripts/tenants-import.ts", [], [{}]],
  ["emails:publish without a key", "scripts/emails-publish.ts", [], [{}]],
];

test("every command of package.json is decided on", () => {
  expect(Object.keys(touches).sort()).toEqual(Object.keys(packageFile.scripts).sort());
});

describe("on a database that a product runs on", () => {
  beforeAll(() => migrate(database.ownerUrl, { kind: "production", keys: databaseKeys(right) }));

  for (const [name, file, args, secrets] of reading) {
    test.each(secrets)(`${name} with %j changes nothing`, async (env) => {
      const before = await state();
      const { error } = run(file, args, { DATABASE_URL: database.ownerUrl, ...env });
      expect(error).toBe("");
      expect(await state()).toEqual(before);
    });
  }

  test("O6 doctor looks at the database, its clock and both roles, also where another setting is wrong", async () => {
    const before = await state();
    const settings = {
      DATABASE_URL: database.ownerUrl,
      APP_SECRET: right,
      HOST: "127.0.0.1",
      NEXTAUTH_URL: "http://localhost:3000",
    };
    for (const port of ["3000", "none"]) {
      const { said, error } = run("scripts/doctor.ts", [], { ...settings, PORT: port });
      expect(error).toBe("");
      expect(said).toMatch(port === "none" ? /WRONG\s+settings .*PORT/ : /ok\s+settings/);
      for (const line of [
        /^ok\s+database\s+PostgreSQL \d+\.?\d* answers\.$/m,
        /^ok\s+clock\s+The clocks of this machine and the database agree\.$/m,
        /^ok\s+database\s+The web server signs in to a test database of this version, which knows its key\.$/m,
        /^ok\s+database\s+The worker signs in to a test database of this version, which knows its key\.$/m,
      ])
        expect(said).toMatch(line);
    }
    const real = {
      RESEND_API_KEY: "re_none",
      RESEND_BASE_URL: "http://127.0.0.1:9",
      MAIL_FROM: "a@example.com",
    };
    expect(run("scripts/doctor.ts", [], { ...settings, ...real }).said).toMatch(
      /^WRONG database\s+DATABASE_URL names a database that was made for a trial/m,
    );
    expect(await state()).toEqual(before);
  });

  test("audit:verify reads as the application, and asks for what is missing in a sentence", () => {
    const url = { DATABASE_URL: database.ownerUrl };
    const verify = (env: Record<string, string>) => run("scripts/audit-verify.ts", [], env);
    expect(verify({ ...url, APP_SECRET: right })).toMatchObject({ status: 0, error: "" });
    expect(verify(url)).toMatchObject({
      status: 2,
      said: "APP_SECRET is missing: set it to the secret that the product runs with.\n",
    });
    expect(verify({})).toMatchObject({
      status: 2,
      said: "There is no database here: set DATABASE_URL, or run `npm run demo` first.\n",
    });
  });

  test("with another secret than the product's, a command says so and changes nothing", () => {
    const env = { DATABASE_URL: database.ownerUrl, APP_SECRET: `${right}0` };
    expect(run("scripts/audit-verify.ts", [], env)).toEqual({
      status: 2,
      said: "APP_SECRET is not the secret that the database was migrated with: set that one, or run `npm run migrate` with this one.\n",
      error: "",
    });
  });

  test("person access into a file that is there changes neither it nor the log; into another one it writes both", async () => {
    await admin.query("set session_replication_role = replica");
    await admin.query(
      "with u as (insert into users (email, name, locale) values ('admin@staff.example', 'Ad Min', 'en') returning id) insert into operator_grants (user_id, role) select id, 'administrator' from u",
    );
    await admin.query("set session_replication_role = origin");
    const before = await state();
    const access = (to: string) =>
      run("scripts/person.ts", ["access", "a@b.example", to, "--by=admin@staff.example"], {
        DATABASE_URL: database.ownerUrl,
        APP_SECRET: right,
        FILES_DIR: path.join(folder, "stored"),
      });
    expect(access(csv)).toMatchObject({
      status: 2,
      said: expect.stringContaining("EEXIST") as unknown,
    });
    expect([await state(), readFileSync(csv, "utf8")]).toEqual([
      before,
      "tenant_id,name,country,domains\n",
    ]);
    const zip = path.join(folder, "person.zip");
    expect(access(zip)).toMatchObject({ status: 0, error: "" });
    expect(readFileSync(zip, "latin1")).toMatch(/^PK[^]*person\.json/);
    expect(await state()).not.toEqual(before);
  });

  test("O21 a command takes the key of its bucket from a file too", async () => {
    const asked: string[] = [];
    const bucket = createServer((request, response) => {
      asked.push(request.headers.authorization ?? "");
      response.writeHead(404, { "Content-Type": "application/xml" });
      response.end("<Error><Code>NoSuchBucket</Code></Error>");
    }).listen(0, "127.0.0.1");
    await once(bucket, "listening");
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    try {
      await promisify(execFile)(process.execPath, [program("scripts/files-sweep.ts")], {
        env: {
          PATH: process.env.PATH,
          FILES_DIR: path.join(folder, "stored"),
          DATABASE_URL: database.ownerUrl,
          APP_SECRET_FILE: file("secret", right),
          S3_BUCKET: "files",
          S3_ENDPOINT: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
          S3_ACCESS_KEY_ID_FILE: file("id", "AKIAFROMAFILE"),
          S3_SECRET_ACCESS_KEY_FILE: file("key", "wJalrXUtnFEMI"),
        } as unknown as NodeJS.ProcessEnv,
      }).catch(() => undefined);
    } finally {
      bucket.close();
    }
    expect(asked[0]).toContain("Credential=AKIAFROMAFILE/");
  });

  test("tenants:import writes rows, but no role, table or function", async () => {
    const file = path.join(folder, "none.csv");
    writeFileSync(file, "nothing\n");
    const before = await state();
    const { status } = run("scripts/tenants-import.ts", [file], {
      DATABASE_URL: database.ownerUrl,
      APP_SECRET: `${right}0`,
    });
    expect(status).toBe(2);
    expect(await state()).toEqual(before);
  });

  test("migrating again with other settings leaves every role and row as it is", async () => {
    const before = await state();
    await migrate(database.ownerUrl, { kind: "production" });
    const { roles, members, functions } = (await state()) as Record<string, unknown>;
    expect({ roles, members, functions }).toEqual({
      roles: (before as Record<string, unknown>).roles,
      members: (before as Record<string, unknown>).members,
      functions: (before as Record<string, unknown>).functions,
    });
  });

  test("npm run demo on it changes nothing and says why", async () => {
    await admin.query("update installation set kind = 'production'");
    const before = await state();
    await expect(refuseOtherKind(database.ownerUrl, "demonstration")).rejects.toThrow(/in use/);
    const data = path.join(folder, "demo");
    const ran = spawnSync(process.execPath, ["--import", "tsx", "scripts/run.ts", "demo"], {
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        DATA_DIR: data,
        DATABASE_URL: database.ownerUrl,
      } as unknown as NodeJS.ProcessEnv,
    });
    expect(ran.stdout).toContain("is not the demonstration's: nothing was changed.");
    expect(ran.status).toBe(1);
    expect(await state()).toEqual(before);
  }, 600_000);

  test("production does not start on a demonstration or trial, nor a trial on production", async () => {
    for (const kind of ["demonstration", "test"]) {
      await admin.query("update installation set kind = $1", [kind]);
      await expect(refuseOtherKind(database.ownerUrl, "production")).rejects.toThrow(
        /was made for/,
      );
    }
    await admin.query("update installation set kind = 'production'");
    await expect(refuseOtherKind(database.ownerUrl, "test")).rejects.toThrow(/RESEND_API_KEY/);
  });
});

describe("on a database whose schema is older", () => {
  beforeAll(async () => {
    await admin.query(
      "delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)",
    );
  });

  test.each(reading.slice(0, 4))("%s refuses with one sentence", async (_, file, args) => {
    const before = await state();
    const ran = run(file, args, { DATABASE_URL: database.ownerUrl, APP_SECRET: right });
    expect(ran).toEqual({ status: 2, said: older, error: "" });
    expect(await state()).toEqual(before);
  });
});

describe("on an empty database", () => {
  beforeAll(async () => {
    const { pathname } = new URL(database.ownerUrl);
    const server = new Client({
      connectionString: database.adminUrl.replace(pathname, "/postgres"),
    });
    await admin.end();
    await server.connect();
    await database.drop();
    for (const role of Object.values(rolesOf(database.ownerUrl)).reverse())
      await server.query(`drop role ${role}`);
    await server.query(`create database ${pathname.slice(1)} owner mci_owner`);
    await server.end();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(() => admin.end());

  test.each(reading.slice(0, 4))("%s refuses with one sentence", async (_, file, args) => {
    const before = await state();
    const ran = run(file, args, { DATABASE_URL: database.ownerUrl, APP_SECRET: right });
    expect(ran).toEqual({ status: 2, said: older, error: "" });
    expect(await state()).toEqual(before);
  });

  test("anything may begin there", async () => {
    for (const kind of ["demonstration", "test", "production"] as const) {
      await refuseOtherKind(database.ownerUrl, kind);
    }
    await admin.query("create table somebody (id int)");
    await expect(refuseOtherKind(database.ownerUrl, "demonstration")).rejects.toThrow(/in use/);
  });
});

test("what measures begins without the settings of this shell", () => {
  // Others are parts of `npm run bench`, which begins so.
  const using = readdirSync("bench").filter(
    (file) =>
      file.endsWith(".ts") &&
      /main\(\)[^]*createTestDatabase\(\)|createTestDatabase\(\)[^]*main\(\)/.test(
        readFileSync(path.join("bench", file), "utf8"),
      ),
  );
  expect(using.length).toBeGreaterThan(4);
  for (const file of using) {
    expect([file, readFileSync(path.join("bench", file), "utf8")]).toEqual([
      file,
      expect.stringMatching(/main\(\): Promise<void> \{\n {2}forgetSettings\(\);/),
    ]);
  }
});
