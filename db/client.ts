import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { from } from "pg-copy-streams";
import { z } from "zod";

/**
 * For whom a transaction runs, and what proves it to the database: the secret of a session's cookie, the
 * token of a link, or the pool's own key; that of the worker also for whoever began an import, or is to be told what they may read. Row-level security
 * sees nothing else.
 */
export type Scope =
  | { actor: "system"; name?: string }
  | { actor: "person"; secret: string }
  | { actor: "visitor"; token: string }
  | { actor: "import"; run: string }
  | { actor: "reader"; of: string };

export type Handle = NodePgDatabase;

type TransactionOptions = { readOnly?: boolean; planOnce?: boolean; atOnce?: boolean };

export type Database = {
  /**
   * Runs `work` in one transaction for `scope`; commits when it returns, rolls back when it throws.
   * With `planOnce`, prepared queries keep one plan for all values: planning often costs more than
   * reading. Only for queries whose plan is the same for every value.
   * With `atOnce`, `work` asks all that it asks before it waits for an answer; then all of it is one trip.
   */
  transaction<T>(
    scope: Scope,
    work: (db: Handle) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** The transaction goes on for another scope, which proves itself as at a beginning; all of it commits together. */
  become(db: Handle, scope: Scope): Promise<void>;
  /** One statement outside any scope: row-level security shows it no row of any table. */
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
};

/**
 * Opens a pool for the role of the web server or worker.
 * @param url connection string of the role
 * @param options `max` connections; `timeoutMs` bounds each wait for a connection and each statement;
 * `key` proves that the product itself asks: without one it does only as the database's owner;
 * `pipeline` sends at once what need not wait for an answer: such a pool copies nothing in
 */
export function openDatabase(
  url: string,
  options: { max: number; timeoutMs: number; key?: string; pipeline?: boolean },
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    pipeline: options.pipeline,
    connectionTimeoutMillis: options.timeoutMs,
    query_timeout: options.timeoutMs,
    statement_timeout: options.timeoutMs,
    idle_in_transaction_session_timeout: Math.max(30_000, options.timeoutMs),
    // Short statements on rows that are mostly in memory: compiling never pays, jumping about hardly costs.
    options: `-c timezone=UTC -c jit=off -c random_page_cost=1.1 ${NOT_THE_ROLES}`,
  });
  pool.on("error", () => undefined);
  // A connection that is lost between two statements fails the next one, not the process.
  pool.on("connect", (client) => client.on("error", () => undefined));

  /** Makes a connection as if it were new, does `then`, and asks `first`, in one trip where it can. Gives both answers. */
  async function ready<R extends pg.QueryResultRow>(
    client: pg.PoolClient,
    then: string,
    first: Statement,
  ): Promise<[unknown, pg.QueryResult<R>]> {
    const { stream } = client.connection;
    if (options.pipeline) {
      stream.cork();
      process.nextTick(() => {
        stream.uncork();
      });
    }
    const cleaning: Promise<unknown> = client.query(`${CLEAN}; ${then}`);
    if (!options.pipeline) await cleaning;
    return both(cleaning, client.query<R>(first));
  }

  return {
    async transaction(scope, work, how = {}) {
      for (;;) {
        const client = await pool.connect();
        let broken: Error | undefined;
        const end = () => client.query("commit");
        // After all that `work` asks now, and before that is sent.
        const ending = options.pipeline && how.atOnce ? afterwards(end) : undefined;
        ending?.catch(() => undefined);
        try {
          const entering = ready(client, frame(how), enter(scope, options.key)).catch(unsound);
          if (!options.pipeline) await entering;
          // What it asks at once goes out too: where the proof is refused, so is that.
          const [, result] = await both(entering, work(handleOf(client)));
          await (ending ?? end());
          return result;
        } catch (error) {
          if (error === POISONED) {
            broken = POISONED;
            continue;
          }
          if (lacksStatement(error)) broken = new Error("a prepared statement was deallocated");
          await client.query("rollback").catch((failure: unknown) => {
            broken =
              failure instanceof Error ? failure : new Error("the transaction did not roll back");
          });
          throw error;
        } finally {
          client.release(broken);
        }
      }
    },
    async become(db, scope) {
      const proof = proofOf(scope, options.key);
      await (proof
        ? executePrepared(db, "select app_enter($1, $2, $3)", proof)
        : executePrepared(db, "select set_config('app.scope', '', true)"));
    },
    async query<R extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      const client = await pool.connect();
      let sound = false;
      try {
        const [results, { rows }] = await ready<R>(client, `${UNLOCK}, ${SOUND} as sound`, { text, values }); // prettier-ignore
        sound = checked.parse([results].flat().at(-1)).rows[0].sound;
        return rows;
      } finally {
        client.release(!sound);
      }
    },
    close: () => pool.end(),
  };
}

function afterwards<T>(act: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => {
    process.nextTick(() => {
      resolve(act());
    });
  });
}

/** Waits for both; where both fail, the first says why. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === "rejected") throw first.reason;
  if (second.status === "rejected") throw second.reason;
  return [first.value, second.value];
}

/** A statement without a name, which nothing that SQL prepared can stand for: it may tell a secret. */
type Statement = { text: string; values: unknown[] };

/**
 * What an earlier transaction may have left behind, by a statement that was smuggled in, is taken back: settings, the
 * role, locks; what the role was given as its own setting does not count either. A name under which SQL prepared
 * another statement would hear the values of ours: a connection with one is closed, and nothing runs in its transaction.
 */
const CLEAN = "reset all; set role none; set search_path = public, pg_temp; set row_security = on";
const UNLOCK = "select pg_catalog.pg_advisory_unlock_all()";
const SOUND = "not exists (select from pg_catalog.pg_prepared_statements where from_sql)";
const checked = z.object({ rows: z.tuple([z.object({ sound: z.boolean() })]) });
const POISONED = new Error("a statement was prepared in SQL");
/** What a role may make its own setting (`alter role`), and would stop or mislead every connection by. */
const NOT_THE_ROLES =
  "-c default_transaction_read_only=off -c default_transaction_isolation=read\\ committed " +
  "-c local_preload_libraries= -c lock_timeout=0 -c idle_session_timeout=0 -c datestyle=ISO,MDY " +
  "-c standard_conforming_strings=on -c synchronous_commit=on -c gin_fuzzy_search_limit=0";

/** Whether a statement that this connection had prepared is gone: `deallocate all` would fail each query from then on. */
function lacksStatement(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    (error instanceof pg.DatabaseError && error.code === "26000") || lacksStatement(error.cause)
  );
}

/** Begins a transaction; it is a failed one where the connection is not sound. */
function frame({ readOnly = false, planOnce = false }: TransactionOptions): string {
  const plan = planOnce ? "; set local plan_cache_mode = force_generic_plan" : "";
  return `begin ${readOnly ? "read only" : "read write"}${plan}; ${UNLOCK}, 1 / (${SOUND})::int`;
}

function unsound(error: unknown): never {
  const byZero = error instanceof pg.DatabaseError && error.code === "22012";
  throw byZero ? POISONED : error;
}

/** Says for whom the transaction runs. A secret is a parameter: texts of statements can be read by their role. */
function enter(scope: Scope, key: string | undefined): Statement {
  const proof = proofOf(scope, key);
  return proof
    ? { text: "select app_enter($1, $2, $3)", values: proof }
    : { text: "select", values: [] };
}

function proofOf(scope: Scope, key: string | undefined): string[] | undefined {
  switch (scope.actor) {
    case "person":
      return ["session", scope.secret, ""];
    case "visitor":
      return ["link", scope.token, ""];
    case "import":
      return ["import", key ?? "", scope.run];
    case "reader":
      return ["reader", key ?? "", scope.of];
    case "system":
      return key === undefined ? undefined : ["key", key, scope.name ?? "system"];
  }
}

type Kept = { handle: Handle; prepared: Map<string, unknown> };
const kept = new WeakMap<pg.PoolClient, Kept>();
const preparedOf = new WeakMap<Handle, Map<string, unknown>>();
const clientOf = new WeakMap<Handle, pg.PoolClient>();

function handleOf(client: pg.PoolClient): Handle {
  let entry = kept.get(client);
  if (!entry) {
    entry = { handle: drizzle(client), prepared: new Map() };
    kept.set(client, entry);
    preparedOf.set(entry.handle, entry.prepared);
    clientOf.set(entry.handle, client);
  }
  return entry.handle;
}

/**
 * Streams text into `COPY … FROM STDIN`, within the handle's transaction and in bounded memory.
 * @param text rows in the statement's format, in pieces of any size
 */
export async function copyInto(
  db: Handle,
  statement: string,
  text: AsyncIterable<string>,
): Promise<void> {
  const client = clientOf.get(db);
  if (!client) throw new Error("this handle has no connection of its own");
  await pipeline(Readable.from(text, { highWaterMark: 1 }), client.query(from(statement)));
}

/**
 * A query that is built once for each connection and prepared by the server.
 * @param build makes the query with `sql.placeholder`s and ends with `.prepare(name)`
 */
export function prepared<Q>(db: Handle, name: string, build: (db: Handle, name: string) => Q): Q {
  const queries = preparedOf.get(db);
  if (!queries) return build(db, name);
  let query = queries.get(name) as Q | undefined;
  if (!query) {
    query = build(db, name);
    queries.set(name, query);
  }
  return query;
}

/**
 * Runs a statement of somebody else's making within the handle's transaction, prepared by the server
 * under a name of its own: for few texts that come again and again.
 */
export async function executePrepared(
  db: Handle,
  text: string,
  values: unknown[] = [],
): Promise<{ rows: unknown[] }> {
  const client = clientOf.get(db);
  if (!client) throw new Error("this handle has no connection of its own");
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("base64url");
    names.set(text, name);
  }
  return client.query({ name, text, values });
}

const names = new Map<string, string>();
