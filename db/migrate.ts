import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { PgBoss, type Queue } from "pg-boss";
import { Connection, poolOf } from "./connection";
import { applyFiles } from "./apply-files";
import { closePublic } from "./close-public";
import { markInstallation, type Kind } from "./installation";
import { prepareKeys, type ProductKeys } from "./keys";
import { loginUrl, MIGRATING, prepareLogins, prepareRoles, type Roles } from "./logins";
import { queues, webQueues } from "./queues";
import { NEWER, versions, writeOldest } from "./version";

type QueueOptions = Omit<Queue, "name">;

/** How web server and worker sign in. */
export type LoginUrls = { web: string; worker: string };

/**
 * Brings a database up to date: the roles of web server and worker, which own nothing, then tables,
 * functions, triggers, policies and grants, the queue's own schema, the product's keys, what this
 * installation is, and the roles' passwords. Safe to run again, and by two at once.
 * @param ownerUrl connection string of the role that owns the database
 * @param options `kind`: what a new installation is; `contactRelease`: whether staff release contacts (D19);
 * `keys`: by which the product itself asks, left as they are when not given; `login`: false when roles are
 * given, which are members of those made here
 * Throws a sentence when a newer version migrated it.
 * @returns the connection strings of web server and worker; undefined when roles are given
 */
export async function migrate(
  ownerUrl: string,
  {
    kind,
    contactRelease = true,
    keys,
    login = true,
  }: { kind: Kind; contactRelease?: boolean; keys?: ProductKeys; login?: boolean },
): Promise<LoginUrls | undefined> {
  const client = new Connection({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATING})`);
    await refuseNewer(client);
    const roles = await prepareRoles(client, ownerUrl);
    await runMigrations(drizzle(client), {
      migrationsFolder: path.join(process.cwd(), "db/migrations"),
    });
    await writeOldest(client);
    await applyFiles(client, roles);
    await prepareQueue(ownerUrl);
    await closeDatabase(client, roles);
    await letIn(client, roles);
    await closePublic(client, roles);
    await prepareKeys(client, roles, keys);
    await client.query("select make_months(now())");
    await markInstallation(client, kind, contactRelease);
    if (!login) return undefined;
    await prepareLogins(client, ownerUrl);
    const web = await loginUrl(client, ownerUrl, "web");
    const worker = await loginUrl(client, ownerUrl, "worker");
    return web && worker ? { web, worker } : undefined;
  } finally {
    await client.end();
  }
}

/**
 * Before anything is changed: an older version would take the functions and policies of a newer one away, on which
 * that one may be running.
 */
async function refuseNewer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('drizzle.runs_from') is not null as there",
  );
  if (!rows[0]?.there) return;
  const { rows: found } = await client.query<{ at: string | null }>(
    "select max(created_at)::text as at from drizzle.__drizzle_migrations",
  );
  if (Number(found[0]?.at) > versions.newest) throw new Error(NEWER);
}

async function prepareQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    ...poolOf(ownerUrl),
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

/**
 * What the files of tables and functions do not say: schemas and the queue. The web server puts jobs into the queue,
 * those of `webQueues`, and sees none of them. The guard stands in the queue's schema, with its table.
 */
async function letIn(client: pg.Client, { application, web, worker }: Roles): Promise<void> {
  const role = pg.escapeIdentifier(application);
  const [sends, works] = [pg.escapeIdentifier(web), pg.escapeIdentifier(worker)];
  await client.query(`
    grant usage on schema public, drizzle, pgboss to ${role};
    grant select on drizzle.__drizzle_migrations, drizzle.runs_from to ${role};
    grant execute on all functions in schema pgboss to ${role};
    grant select, insert, update, delete on all tables in schema pgboss to ${works};
    grant usage on all sequences in schema pgboss to ${works};
    grant select on pgboss.version, pgboss.queue to ${sends};
    grant insert (id, name, data, priority, start_after, created_on, singleton_key, singleton_on, group_id, group_tier,
      expire_seconds, deletion_seconds, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy,
      dead_letter, heartbeat_seconds, blocked, blocking, pending_dependencies), select (id)
      on pgboss.job, pgboss.job_common to ${sends};
  `);
  const begun = webQueues.map((name) => pg.escapeLiteral(name)).join(", ");
  await client.query(`
    create or replace function pgboss.job_fits() returns trigger language plpgsql as $$
    begin
      if not has_table_privilege('pgboss.job', 'delete') and (new.name <> all (array[${begun}]) or new.dead_letter is not null) then
        raise exception 'this job is not theirs to begin' using errcode = 'insufficient_privilege', constraint = 'job_fits';
      end if;
      return new;
    end $$;
    grant execute on function pgboss.job_fits to ${role};
  `);
  const guarded = await client.query("select from pg_trigger where tgname = 'job_fits'");
  if (guarded.rowCount === 0)
    await client.query(
      "create trigger job_fits before insert on pgboss.job for each row execute function pgboss.job_fits()",
    );
}

/** Lets nobody connect to a database but web server and worker, and the worker alone make temporary tables. */
export async function closeDatabase(
  client: pg.Client,
  { application, worker }: Roles,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  await client.query(`
    revoke connect, temporary on database ${database} from public;
    grant connect on database ${database} to ${pg.escapeIdentifier(application)};
    grant temporary on database ${database} to ${pg.escapeIdentifier(worker)};
  `);
}

/** A queue's policy is fixed when it is made; everything else follows the list. */
function changeable(options: QueueOptions): Omit<QueueOptions, "policy"> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== "policy"));
}
