import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Roles } from "./logins";

const kinds = ["functions", "triggers", "policies"] as const;
type Kind = (typeof kinds)[number];

/** A function, or all the triggers, or all the policies and grants, of one table. */
type Subject = { kind: Kind; of: string };
type File = Subject & { name: string; text: string; hash: string };

/**
 * Makes the database's functions, triggers, policies and grants what the files in `db/functions`,
 * `db/triggers` and `db/policies` say: files that changed are applied, what has no file any more goes.
 * All of it in one transaction that waits for no lock longer than five seconds.
 * @param roles the files call them `:"application"`, `:"web"` and `:"worker"`
 * @param folder where the three folders are
 */
export async function applyFiles(
  client: pg.Client,
  roles: Roles,
  folder = path.join(process.cwd(), "db"),
): Promise<void> {
  const files = readFiles(roles, folder);
  await client.query(`
    begin;
    set local lock_timeout = '5s';
    set local check_function_bodies = off;
    create table if not exists drizzle.applied_files (name text primary key, hash text not null);
  `);
  try {
    const applied = await readApplied(client, roles.application);
    const changed = files.filter(({ name, hash }) => applied.get(name) !== hash);
    const gone = [...applied.keys()].filter((name) => !files.some((file) => file.name === name));
    if (changed.length + gone.length > 0) await bringUpToDate(client, files, changed, gone);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function readFiles(roles: Roles, folder: string): File[] {
  return kinds.flatMap((kind) =>
    readdirSync(path.join(folder, kind)).map((file) => {
      const name = `${kind}/${file}`;
      const source = readFileSync(path.join(folder, name), "utf8");
      const text = source.replace(/:"(application|web|worker)"/g, (_, role: keyof Roles) =>
        pg.escapeIdentifier(roles[role]),
      );
      const hash = createHash("sha256").update(text).digest("hex");
      return { ...subjectOf(name), name, text, hash };
    }),
  );
}

function subjectOf(name: string): Subject {
  const kind = kinds.find((one) => name.startsWith(`${one}/`));
  if (!kind) throw new Error(`db/${name} is of no known kind`);
  return { kind, of: path.basename(name, ".sql") };
}

/** The hashes by name; all empty when the application may do nothing, as after a restore without grants. */
async function readApplied(client: pg.Client, application: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    `select name, case when has_function_privilege($1, to_regprocedure('public.app_actor()'), 'execute')
       then hash else '' end as hash
     from drizzle.applied_files`,
    [application],
  );
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

/** Changes what changed, or makes everything anew where a function cannot be replaced by its next form. */
async function bringUpToDate(client: pg.Client, files: File[], changed: File[], gone: string[]) {
  const goneSubjects = gone.map(subjectOf);
  await client.query("savepoint before_files");
  try {
    await apply(client, changed, goneSubjects);
    await refuseOverloads(client);
  } catch (error) {
    if (!isIrreplaceable(error)) throw error;
    await client.query("rollback to before_files");
    await apply(client, files, [...files, ...goneSubjects]);
  }
  await client.query("delete from drizzle.applied_files where name = any ($1)", [gone]);
  await client.query(
    `insert into drizzle.applied_files select * from unnest($1::text[], $2::text[])
     on conflict (name) do update set hash = excluded.hash`,
    [changed.map(({ name }) => name), changed.map(({ hash }) => hash)],
  );
}

/** Takes away what `gone` names and applies the files: functions, then triggers, then policies. */
async function apply(client: pg.Client, files: File[], gone: Subject[]): Promise<void> {
  const of = (kind: Kind, from: Subject[]) =>
    from.filter((one) => one.kind === kind).map((one) => one.of);
  await runEach(client, dropTriggers, of("triggers", [...files, ...gone]));
  await runEach(client, dropPolicies, of("policies", [...files, ...gone]));
  await runEach(client, revokeOnTables, of("policies", [...files, ...gone]));
  await runEach(client, dropFunctions, of("functions", gone));
  await runEach(client, revokeOnFunctions, of("functions", files));
  await createFunctions(
    client,
    files.filter(({ kind }) => kind === "functions"),
  );
  await runEach(client, closeFunctions, of("functions", files));
  for (const kind of ["triggers", "policies"] as const) {
    for (const file of files.filter((one) => one.kind === kind)) await run(client, file);
  }
}

/** A function may need another one that comes later: what lacks one waits for the next turn. */
async function createFunctions(client: pg.Client, files: File[]): Promise<void> {
  const waiting: File[] = [];
  let lacking: Error | undefined;
  for (const file of files) {
    await client.query("savepoint one_function");
    try {
      await run(client, file);
      await client.query("release one_function");
    } catch (error) {
      if (!(error instanceof Error) || codeOf(error) !== undefinedFunction) throw error;
      await client.query("rollback to one_function");
      lacking = error;
      waiting.push(file);
    }
  }
  if (lacking && waiting.length === files.length) throw lacking;
  if (waiting.length > 0) await createFunctions(client, waiting);
}

async function run(client: pg.Client, file: File): Promise<void> {
  try {
    await client.query(file.text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`db/${file.name}: ${reason}`, { cause: error });
  }
}

/** Runs the statements that a query about these names answers with. */
async function runEach(client: pg.Client, query: string, names: string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string | null }>(query, [names]);
  for (const { statement } of rows) if (statement !== null) await client.query(statement);
}

const dropTriggers = `
  select format('drop trigger %I on %s', t.tgname, c.oid::regclass) as statement
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`;

const dropPolicies = `
  select format('drop policy %I on %s', p.polname, c.oid::regclass) as statement
  from pg_policy p join pg_class c on c.oid = p.polrelid
  where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`;

const revokeOnTables = `
  select distinct format('revoke all on %s from %s', c.oid::regclass,
    case when a.grantee = 0 then 'public' else a.grantee::regrole::text end) as statement
  from pg_class c left join pg_attribute n on n.attrelid = c.oid and n.attacl is not null
    cross join lateral (select * from aclexplode(c.relacl) union select * from aclexplode(n.attacl)) a
  where a.grantee <> c.relowner and c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`;

const dropFunctions = `
  select 'drop function ' || string_agg(oid::regprocedure::text, ', ') as statement from pg_proc
  where pronamespace = 'public'::regnamespace and proname = any ($1)`;

const revokeOnFunctions = `
  select format('revoke all on function %s from %s', p.oid::regprocedure,
    case when a.grantee = 0 then 'public' else a.grantee::regrole::text end) as statement
  from pg_proc p cross join lateral aclexplode(p.proacl) a
  where a.grantee <> p.proowner and p.pronamespace = 'public'::regnamespace and p.proname = any ($1)`;

/** Everybody may run a new function until somebody says otherwise: only whom its file names. */
const closeFunctions = `
  select format('revoke all on function %s from public', oid::regprocedure) as statement from pg_proc
  where pronamespace = 'public'::regnamespace and proname = any ($1)`;

async function refuseOverloads(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select proname as name from pg_proc join drizzle.applied_files on name = 'functions/' || proname || '.sql'
     where pronamespace = 'public'::regnamespace group by 1 having count(*) > 1`,
  );
  if (rows[0]) throw new Overloaded(`there are two functions ${rows[0].name}`);
}

class Overloaded extends Error {}

const undefinedFunction = "42883";
const ambiguousFunction = "42725";
const invalidFunctionDefinition = "42P13";
const dependentObjects = "2BP01";

/** Another result or other names of parameters; a function that others are made of; other parameters. */
function isIrreplaceable(error: unknown): boolean {
  return (
    error instanceof Overloaded ||
    [ambiguousFunction, invalidFunctionDefinition, dependentObjects].includes(codeOf(error) ?? "")
  );
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof pg.DatabaseError ? cause.code : undefined;
}
