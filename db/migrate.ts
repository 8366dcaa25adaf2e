import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { PgBoss, type Queue } from "pg-boss";
import { applyFiles } from "./apply-files";
import { markInstallation, type Kind } from "./installation";
import { applicationUrl, prepareLogin, prepareRole } from "./logins";
import { queues } from "./queues";

type QueueOptions = Omit<Queue, "name">;

/**
 * Brings a database up to date: the application's role, which owns nothing, then tables, functions,
 * triggers, policies and grants, the queue's own schema, what this installation is, and the role's
 * password. Safe to run again, and by two at once.
 * @param ownerUrl connection string of the role that owns the database
 * @param options `kind`: what a new installation is; `contactRelease`: whether staff release contacts (D19); `login`: false when roles are given, which are
 * members of the application's
 * @returns the connection string of the application's role; "" when roles are given
 */
export async function migrate(
  ownerUrl: string,
  {
    kind,
    contactRelease = true,
    login = true,
  }: { kind: Kind; contactRelease?: boolean; login?: boolean },
): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(7245001)");
    const application = await prepareRole(client, ownerUrl);
    await runMigrations(drizzle(client), {
      migrationsFolder: path.join(process.cwd(), "db/migrations"),
    });
    await applyFiles(client, application);
    await prepareQueue(ownerUrl);
    await letIn(client, application);
    await markInstallation(client, kind, contactRelease);
    if (!login) return "";
    await prepareLogin(client, ownerUrl);
    return (await applicationUrl(client, ownerUrl)) ?? "";
  } finally {
    await client.end();
  }
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
