import { createHmac } from "node:crypto";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { PgBoss, type Queue } from "pg-boss";
import { applyFiles } from "./apply-files";
import { queues } from "./queues";

type QueueOptions = Omit<Queue, "name">;

/**
 * Brings a database up to date: the application's login role, which owns nothing, then tables,
 * functions, triggers, policies and grants, and the queue's own schema. Safe to run again, and by two
 * at once.
 * @param ownerUrl connection string of the role that owns the database
 * @param secret the application's secret; the login role's password derives from it
 * @returns the connection string of the application's role
 */
export async function migrate(ownerUrl: string, secret: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(7245001)");
    const application = await createLogin(client, ownerUrl, secret);
    await runMigrations(drizzle(client), {
      migrationsFolder: path.join(process.cwd(), "db/migrations"),
    });
    await applyFiles(client, application);
    await prepareQueue(ownerUrl);
    await letIn(client, application);
  } finally {
    await client.end();
  }
  return appUrl(ownerUrl, secret);
}

/** The application's connection string for an owner's: another role, a password derived by HMAC. */
export function appUrl(ownerUrl: string, secret: string): string {
  const url = new URL(ownerUrl);
  const database = url.pathname.slice(1);
  url.username = `${database}_app`;
  url.password = createHmac("sha256", secret).update(`database:${database}`).digest("base64url");
  return url.toString();
}

async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    max: 1,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  for (const [name, options] of Object.entries(queues)) {
    await boss.createQueue(name, options);
    await boss.updateQueue(name, changeable(options));
  }
  await boss.stop({ graceful: false });
}

/** What the files of tables and functions do not say: schemas, the queue, and that nobody else connects. */
async function letIn(client: pg.Client, application: string): Promise<void> {
  const role = pg.escapeIdentifier(application);
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  await client.query(`
    revoke connect, temporary on database ${database} from public;
    grant connect on database ${database} to ${role};
    grant usage on schema public, drizzle, pgboss to ${role};
    grant select on drizzle.__drizzle_migrations to ${role};
    grant select, insert, update, delete on all tables in schema pgboss to ${role};
    grant usage on all sequences in schema pgboss to ${role};
    grant execute on all functions in schema pgboss to ${role};
  `);
}

/** A queue's policy is fixed when it is made; everything else follows the list. */
function changeable(options: QueueOptions): Omit<QueueOptions, "policy"> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== "policy"));
}

/** Makes the application's role, named after the database, or gives it its password again. */
async function createLogin(client: pg.Client, ownerUrl: string, secret: string): Promise<string> {
  const { username, password } = new URL(appUrl(ownerUrl, secret));
  const role = pg.escapeIdentifier(username);
  const found = await client.query("select from pg_roles where rolname = $1", [username]);
  if (found.rowCount === 0) await client.query(`create role ${role}`);
  await client.query(`alter role ${role} login inherit password ${pg.escapeLiteral(password)}`);
  return username;
}
