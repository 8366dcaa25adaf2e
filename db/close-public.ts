import type pg from "pg";
import type { Roles } from "./logins";

/**
 * Takes from everybody, in this database, the functions of PostgreSQL by which a statement keeps bytes beside the
 * tables, holds locks beyond its transaction, ends other connections or waits, and gives the product's roles the few
 * that it calls. What they were made by may take them alone, a superuser: anybody else changes nothing here.
 * @param client connected to the product's database
 * @returns whether they are closed now
 */
export async function closePublic(
  client: pg.Client,
  { application, worker }: Roles,
): Promise<boolean> {
  await runEach(client, revokes);
  await runEach(client, grants, [application, worker]);
  const { rows } = await client.query<{ open: boolean }>(
    `select exists (select ${from} and has_function_privilege('public', p.oid, 'execute')) as open`,
  );
  return rows[0]?.open === false;
}

const names = [
  ...["lo_.*", "loread", "lowrite"],
  ...["pg_(try_)?advisory_.*"],
  ...["pg_cancel_backend", "pg_terminate_backend"],
  ...["pg_sleep.*", "pg_logical_emit_message", "pg_export_snapshot", "pg_notify"],
];
const from = `from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(${names.join("|")})$'`;
const mine = "pg_has_role(current_user, p.proowner, 'usage')";

const revokes = `select format('revoke execute on function %s from public', p.oid::regprocedure) as statement
  ${from} and ${mine} and has_function_privilege('public', p.oid, 'execute')`;

/**
 * Locks that end with their transaction, and the end of all others; the owner, which makes the rest, has them all, and
 * gives them to the roles of a copy of the database.
 */
const grants = `select format('grant execute on function %s to %I', p.oid::regprocedure, r.role) || r.option as statement
  from pg_proc p join pg_database d on d.datname = current_database()
  cross join lateral (values
    ($1, 'pg_advisory_xact_lock|pg_advisory_xact_lock_shared|pg_advisory_unlock_all', ''),
    ($2, 'pg_try_advisory_xact_lock', ''),
    (d.datdba::regrole::name, '${names.join("|")}', ' with grant option')) r (role, called, option)
  where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ ('^(' || r.called || ')$')
    and has_function_privilege(current_user, p.oid, 'execute with grant option')
    and not has_function_privilege(r.role, p.oid, 'execute' || r.option)`;

/** Runs the statements that a query answers with. */
async function runEach(client: pg.Client, query: string, values?: string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(query, values);
  for (const { statement } of rows) await client.query(statement);
}
