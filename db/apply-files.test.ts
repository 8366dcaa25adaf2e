import { mkdtempSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { applyFiles } from "./apply-files";
import type { Roles } from "./logins";

let database: TestDatabase;
let owner: Client;
let folder: string;
let roles: Roles;
let application: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const [web, worker] = [database.webUrl, database.workerUrl].map((url) => new URL(url).username);
  application = (web ?? "").replace(/_web$/, "_app");
  roles = { application, web: web ?? "", worker: worker ?? "" };
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = mkdtempSync(path.join(tmpdir(), "db-"));
  for (const kind of ["functions", "triggers", "policies"]) {
    cpSync(path.join("db", kind), path.join(folder, kind), { recursive: true });
  }
});

afterEach(async () => {
  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test("every function of the database stands in one file, and no two have its name", async () => {
  expect(await names(functions)).toEqual(filesOf("functions"));
});

test("no function, trigger or policy holds the name of a role", async () => {
  const { rows } = await owner.query(
    `select prosrc as text from pg_proc where prosrc ~ $1
     union all select pg_get_functiondef(oid) from pg_proc
       where pronamespace = 'public'::regnamespace and prokind = 'f' and pg_get_functiondef(oid) ~ $1
     union all select concat(qual, with_check) from pg_policies where concat(qual, with_check) ~ $1`,
    ["mci_|_(app|web|worker)\\M"],
  );
  expect(rows).toEqual([]);
});

test("each file begins with a comment that says what it is for", () => {
  for (const kind of ["functions", "triggers", "policies"]) {
    for (const file of readdirSync(path.join("db", kind))) {
      expect([file, readFileSync(path.join("db", kind, file), "utf8")]).toEqual([
        file,
        expect.stringMatching(/^-- \S/),
      ]);
    }
  }
});

test("a second time changes nothing", async () => {
  const before = await versions();
  await applyFiles(owner, roles, folder);
  expect(await versions()).toEqual(before);
});

test("a changed function alone is replaced, and keeps its grants", async () => {
  const before = await versions();
  change("functions/csv_text.sql", (text) => text.replace("'@', ", ""));
  await applyFiles(owner, roles, folder);
  const after = await versions();
  expect(after.filter((one) => !before.includes(one))).toHaveLength(1);
  expect(await mayRun("csv_text(text)")).toBe(true);
});

test("a function with another result or other parameters is made anew, with all that needs it", async () => {
  change("functions/app_seal.sql", (text) => text.replaceAll("p_said", "p_told"));
  change("functions/taken_by_others.sql", (text) =>
    text.replace("p_now timestamptz)", "p_now timestamptz, p_more text default null)"),
  );
  const policies = await names("select tablename || '.' || policyname as name from pg_policies");
  await applyFiles(owner, roles, folder);
  expect(await names(functions)).toEqual(filesOf("functions"));
  expect(await names("select tablename || '.' || policyname as name from pg_policies")).toEqual(
    policies,
  );
  expect(await mayRun("app_scope()")).toBe(true);
});

test("a function with one more parameter replaces the one before it", async () => {
  // Its grant names it without its parameters, so that a second one of that name is ambiguous.
  change("functions/attention_rows.sql", (text) =>
    text.replace(
      "p_owners uuid[] default null)",
      "p_owners uuid[] default null, p_more text default null)",
    ),
  );
  await applyFiles(owner, roles, folder);
  expect(await names(functions)).toEqual(filesOf("functions"));
});

test("what has no file any more goes, and its grants with it", async () => {
  rmSync(path.join(folder, "functions/csv_text.sql"));
  rmSync(path.join(folder, "triggers/audit_log.sql"));
  rmSync(path.join(folder, "policies/drafts.sql"));
  await applyFiles(owner, roles, folder);
  expect(await names(functions)).toEqual(
    filesOf("functions").filter((name) => name !== "csv_text"),
  );
  expect(
    await names("select tgname as name from pg_trigger where tgrelid = 'audit_log'::regclass"),
  ).toEqual([]);
  expect(
    await names("select policyname as name from pg_policies where tablename = 'drafts'"),
  ).toEqual([]);
  const { rows } = await owner.query("select has_table_privilege($1, 'drafts', 'select') as may", [
    roles.web,
  ]);
  expect(rows).toEqual([{ may: false }]);
});

test("a file that fails is named and changes nothing", async () => {
  const before = await versions();
  change("functions/csv_text.sql", (text) => text.replace("replace(", "("));
  change("policies/drafts.sql", (text) => `${text}select nothing;`);
  await expect(applyFiles(owner, roles, folder)).rejects.toThrow("db/");
  expect(await versions()).toEqual(before);
});

test("what a restore brought without grants, or for another role, is granted again", async () => {
  for (const role of Object.values(roles)) {
    await owner.query(`revoke all on all tables in schema public from ${role}`);
    await owner.query(`revoke all on all functions in schema public from ${role}`);
  }
  await applyFiles(owner, roles, folder);
  expect(await mayRun("app_actor()")).toBe(true);
  const { rows } = await owner.query("select has_table_privilege($1, 'drafts', 'select') as may", [
    roles.web,
  ]);
  expect(rows).toEqual([{ may: true }]);
});

const functions = `
  select proname as name, oid from pg_proc p where pronamespace = 'public'::regnamespace
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

/** Each of what the files make, with the transaction that made it. */
async function versions(): Promise<string[]> {
  return names(`
    select proname || xmin as name from pg_proc where pronamespace = 'public'::regnamespace
    union all select tgname || xmin from pg_trigger where not tgisinternal
    union all select polname || polrelid::regclass || xmin from pg_policy`);
}

async function names(question: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(question);
  return rows.map(({ name }) => name).sort();
}

async function mayRun(signature: string): Promise<unknown> {
  const { rows } = await owner.query<{ may: boolean }>(
    "select has_function_privilege($1, $2, 'execute') as may",
    [application, signature],
  );
  return rows[0]?.may;
}

function filesOf(kind: string): string[] {
  return readdirSync(path.join("db", kind))
    .map((file) => path.basename(file, ".sql"))
    .sort();
}

function change(file: string, by: (text: string) => string): void {
  const text = readFileSync(path.join(folder, file), "utf8");
  expect(by(text)).not.toBe(text);
  writeFileSync(path.join(folder, file), by(text));
}
