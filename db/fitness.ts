import type pg from "pg";
import { saysPooled } from "./address";
import { Connection } from "./connection";
import { rolesOf } from "./logins";

/** What the product needs of the database that DATABASE_URL names, as it stands. Nothing is changed. */
export type Fitness = {
  /** As PostgreSQL says it, such as 15.14. */
  version: string;
  /** Of the roles of web server and worker those that are not there yet. */
  lacking: string[];
  mayMakeRoles: boolean;
  mayMakeTables: boolean;
  /** A table of the product that another role owns; null: there is none. */
  foreign: string | null;
  /** Something between us and the database gives each transaction another connection. */
  pooled: boolean;
  /** What time it is there. */
  at: Date;
  /** The connections that the server takes in all, and those that are open. */
  connections: { most: number; open: number };
};

/** Looks at a database as its owner. Throws what the connection throws. */
export async function lookAt(ownerUrl: string): Promise<Fitness> {
  const client = new Connection({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Omit<Fitness, "pooled">>(facts, [
      Object.values(rolesOf(ownerUrl)),
    ]);
    const [found] = rows;
    if (!found) throw new Error("the database says nothing of itself");
    return { ...found, pooled: await isPooled(ownerUrl, client) };
  } finally {
    await client.end();
  }
}

const facts = `
  select current_setting('server_version') as version, clock_timestamp() as at,
    array(select name from unnest($1::text[]) as name where not exists (select from pg_roles where rolname = name)) as lacking,
    (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as "mayMakeRoles",
    has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as "mayMakeTables",
    (select min(relname) from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
      and not pg_has_role(relowner, 'usage')) as foreign,
    json_build_object('most', current_setting('max_connections')::int,
      'open', (select count(*) from pg_stat_activity where backend_type = 'client backend')) as connections`;

/** Throws a sentence when the address of a role leads through a pooler and does not say so. */
export async function refuseUnsaidPooler(url: string, setting: string): Promise<void> {
  if (saysPooled(url)) return;
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    if (!(await isPooled(url, client))) return;
  } finally {
    await client.end();
  }
  throw new Error(
    `${setting} leads through a pooler that gives each transaction another connection: add pgbouncer=true to the address, behind a “?”.`,
  );
}

/** Whether a setting that one connection made is found by another: then both are the same one, by turns. */
export async function isPooled(url: string, first: pg.Client): Promise<boolean> {
  const second = new Connection({ connectionString: url });
  await second.connect();
  try {
    const mark = crypto.randomUUID();
    await first.query("select set_config('app.mark', $1, false)", [mark]);
    const { rows } = await second.query<{ mark: string | null }>(
      "select current_setting('app.mark', true) as mark",
    );
    const pooled = rows[0]?.mark === mark;
    await (pooled ? second : first).query("reset app.mark");
    return pooled;
  } finally {
    await second.end();
  }
}

/** A sentence for each thing that keeps the product from running on this database. */
export function unfitIn(found: Fitness): string[] {
  const { lacking, mayMakeRoles, mayMakeTables, foreign, pooled } = found;
  return [
    pooled &&
      "DATABASE_URL leads through a pooler that gives each transaction another connection: name the server itself. Web server and worker may go through it (WEB_DATABASE_URL, WORKER_DATABASE_URL).",
    lacking.length > 0 &&
      !mayMakeRoles &&
      `DATABASE_URL names a role that may not make roles, and ${lacking.join(", ")} ${lacking.length === 1 ? "is" : "are"} not there: give it CREATEROLE, or make them (docs/operating.md).`,
    !mayMakeTables &&
      "DATABASE_URL names a role that may make nothing in this database: name the role that owns it.",
    foreign !== null &&
      `DATABASE_URL names a role that does not own the table ${foreign}: name the role that owns the database and all in it.`,
  ].filter((one) => typeof one === "string");
}

/** Throws all that keeps the product from running on a database, before anything is changed. */
export async function refuseUnfit(ownerUrl: string): Promise<void> {
  const problems = unfitIn(await lookAt(ownerUrl));
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
