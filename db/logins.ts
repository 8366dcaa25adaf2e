import { randomBytes } from "node:crypto";
import pg from "pg";
import { Connection } from "./connection";

type Login = { role: string; password: string };

/** The roles of a database: what web server and worker both may do, and those by which they sign in. */
export type Roles = { application: string; web: string; worker: string };
export type Part = "web" | "worker";
/** The lock of `migrate`. */
export const MIGRATING = 7_245_001;

/**
 * Makes the roles that are not there, without passwords: the application's, which nobody signs in as, and
 * those of web server and worker, which are members of it; the owner is a member of these, to see and end what they
 * let hang. Gives their names.
 */
export async function prepareRoles(client: pg.Client, ownerUrl: string): Promise<Roles> {
  const roles = rolesOf(ownerUrl);
  const application = pg.escapeIdentifier(roles.application);
  for (const role of Object.values(roles)) {
    const found = await client.query("select from pg_roles where rolname = $1", [role]);
    if (found.rowCount === 0) await client.query(`create role ${pg.escapeIdentifier(role)}`);
  }
  for (const role of [roles.web, roles.worker]) {
    const part = await client.query("select where pg_has_role(current_user, $1, 'usage')", [role]);
    if (part.rowCount === 0)
      await client.query(`grant ${pg.escapeIdentifier(role)} to current_user`);
    const found = await client.query(
      `select from pg_auth_members m where m.roleid = $1::regrole and m.member = $2::regrole`,
      [application, pg.escapeIdentifier(role)],
    );
    if (found.rowCount === 0)
      await client.query(`grant ${application} to ${pg.escapeIdentifier(role)}`);
  }
  return roles;
}

/**
 * Lets web server and worker sign in, each with a random password that is made once and that the owner
 * alone can read. A role that can sign in is left as it is; its password is set anew only when signing
 * in with the kept one really fails. Call it under the lock of `migrate`.
 */
export async function prepareLogins(client: pg.Client, ownerUrl: string): Promise<void> {
  const { web, worker } = await prepareRoles(client, ownerUrl);
  for (const role of [web, worker]) {
    await forgetSettings(client, role);
    const login = (await keptLogin(client, role)) ?? (await keepLogin(client, role));
    if (await fits(client, ownerUrl, login)) continue;
    const [name, password] = [pg.escapeIdentifier(role), pg.escapeLiteral(login.password)];
    await client.query(`alter role ${name} login inherit password ${password}`);
  }
}

/**
 * While the product runs, each minute: what a statement that was smuggled in changed of its own role, its password or
 * its settings, is set right again. Nothing once the database is away.
 */
export async function mendLogins(ownerUrl: string): Promise<void> {
  const client = new Connection({ connectionString: ownerUrl });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock(${MIGRATING})`);
    await prepareLogins(client, ownerUrl);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What a role made its own settings, as a statement that was smuggled in may have, goes. */
async function forgetSettings(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter role %I%s reset all', $1::text, coalesce(' in database ' || quote_ident(d.datname), '')) as statement
     from pg_db_role_setting s left join pg_database d on d.oid = s.setdatabase
     where s.setrole = $2::regrole and (d.datname is null or d.datname = current_database())`,
    [role, pg.escapeIdentifier(role)],
  );
  for (const { statement } of rows) await client.query(statement);
}

/**
 * The connection string of the web server or worker, as the owner reads it. Writes nothing.
 * @returns undefined when the role was not made yet
 */
export async function loginUrl(
  client: pg.Client,
  ownerUrl: string,
  part: Part,
  roles = rolesOf(ownerUrl),
): Promise<string | undefined> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('private.logins') is not null as there",
  );
  const login = rows[0]?.there ? await keptLogin(client, roles[part]) : undefined;
  return login && urlOf(ownerUrl, login);
}

/** Whether who is connected could pass row-level security: superusers, who bypass it, and who may act as the database's owner. */
export const MIGHTY = `(select r.rolsuper or r.rolbypassrls or pg_has_role(r.oid, d.datdba, 'member')
  from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database())`;

/**
 * Throws a sentence when a role that was given could pass row-level security: a superuser, one that
 * bypasses it, or one that may act as the database's owner.
 */
export async function refuseMighty(url: string, setting: string): Promise<void> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ mighty: boolean }>(`select ${MIGHTY} as mighty`);
    if (!rows[0]?.mighty) return;
  } finally {
    await client.end();
  }
  throw new Error(
    `${setting} names a role that sees everybody's rows: nothing was changed. ` +
      "Give a role that owns nothing and is a member of the one role that was made for it.",
  );
}

/** The names of a database's roles: they hold its own, for a role is one thing for a whole cluster. */
export function rolesOf(ownerUrl: string): Roles {
  const name = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  return { application: `${name}_app`, web: `${name}_web`, worker: `${name}_worker` };
}

async function keptLogin(client: pg.Client, role: string): Promise<Login | undefined> {
  const { rows } = await client.query<Login>(
    "select role, password from private.logins where role = $1",
    [role],
  );
  return rows[0];
}

async function keepLogin(client: pg.Client, role: string): Promise<Login> {
  const login = { role, password: randomBytes(32).toString("base64url") };
  await client.query("insert into private.logins (role, password) values ($1, $2)", [
    login.role,
    login.password,
  ]);
  return login;
}

/** Whether the role signs in with this password; throws what has nothing to do with either. */
async function fits(client: pg.Client, ownerUrl: string, login: Login): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from pg_roles where rolname = $1 and rolcanlogin",
    [login.role],
  );
  if (rowCount === 0) return false;
  const trial = new Connection({ connectionString: urlOf(ownerUrl, login) });
  trial.on("error", () => undefined);
  try {
    await trial.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "28P01") return false;
    throw error;
  } finally {
    await trial.end().catch(() => undefined);
  }
}

/** A user behind the address wins over the one before it, and without a host there is no place before it. */
function urlOf(ownerUrl: string, { role, password }: Login): string {
  const url = new URL(ownerUrl);
  url.searchParams.delete("user");
  url.searchParams.delete("password");
  if (url.hostname === "") {
    url.searchParams.set("user", role);
    url.searchParams.set("password", password);
  } else {
    url.username = encodeURIComponent(role);
    url.password = password;
  }
  return url.toString();
}
