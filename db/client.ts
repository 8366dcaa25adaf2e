import { createHash } from "node:crypto";
import { Readable, type Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { from } from "pg-copy-streams";
import { z } from "zod";
import { causesOf } from "./causes";
import { poolOf } from "./connection";
import { sessionOf, SOUND, UNLOCK, type TransactionOptions } from "./session";

/**
 * For whom a transaction runs, and what proves it to the database: the secret of a session's cookie, the
 * token of a link, or the pool's own key; that of the worker also for whoever began an import or a run of many rows, or is to be told what they may read. Row-level security
 * sees nothing else.
 */
export type Scope =
  | { actor: "system"; name?: string }
  | { actor: "person"; secret: string }
  | { actor: "visitor"; token: string }
  | { actor: "import"; run: string }
  | { actor: "run"; run: string }
  | { actor: "reader"; of: string };

export type Handle = NodePgDatabase;

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
  /** How many connections are busy and idle, and how many wait for one. */
  connections(): { busy: number; idle: number; waiting: number };
  /** One statement outside any scope: row-level security shows it no row of any table. */
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
};

/**
 * Opens a pool for the role of the web server or worker.
 * @param url connection string of the role
 * @param options `max` connections; `timeoutMs` bounds each wait for a connection and each statement;
 * `key` proves that the product itself asks: without one it does only as the database's owner;
 * `pipeline` sends at once what need not wait for an answer: such a pool copies nothing in;
 * `asker` names who asks, as the server shows it (`application_name`), for as long as a transaction;
 * `until` says when, by `performance.now()`, all that is asked for somebody is to be answered: what is not by then fails
 */
export function openDatabase(
  url: string,
  options: {
    max: number;
    timeoutMs: number;
    key?: string;
    pipeline?: boolean;
    asker?: () => string | undefined;
    until?: () => number | undefined;
  },
): Database {
  const session = sessionOf(url, options.timeoutMs);
  const pipeline = options.pipeline === true && !session.pooled;
  const pool = new pg.Pool({
    ...poolOf(url),
    ...session.startup,
    max: options.max,
    pipeline,
    connectionTimeoutMillis: options.timeoutMs,
    query_timeout: options.timeoutMs,
  });
  pool.on("error", () => undefined);
  // A connection that is lost between two statements fails the next one, not the process.
  pool.on("connect", (client) => client.on("error", () => undefined));

  /**
   * A connection, what is to be called once it answered, and how it is given back: it ends where its first answer comes
   * later than one wait after it was asked for, or where nothing more is heard once `until` is past. Who waited long for a
   * connection has some time left: in a queue one would end the next one's else.
   */
  async function connected(): Promise<Connected> {
    const asked = performance.now();
    const until = options.until?.() ?? Infinity;
    const client = await connectedBy(until);
    const { stream } = client.connection;
    const left = Math.max(asked + options.timeoutMs - performance.now(), options.timeoutMs / 6);
    const answered = afterwardsUnless(left, () => stream.destroy());
    const done = until === Infinity ? () => undefined : endSilent(stream, until);
    const release = (broken?: Error | boolean) => {
      answered();
      done();
      client.release(broken);
    };
    return { client, answered, release };
  }

  /** A connection of the pool; throws when there is none by then. */
  async function connectedBy(until: number): Promise<pg.PoolClient> {
    if (until === Infinity) return pool.connect();
    const left = Math.max(until - performance.now(), SILENT_MS);
    const coming = pool.connect();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(LATE));
        // The one that comes too late is the next one's.
        coming.then((client) => client.release()).catch(() => undefined);
      }, left);
      coming.then(resolve, reject).finally(() => clearTimeout(late));
    });
  }

  /** Makes a connection as if it were new, does `then`, and asks `first`, in one trip where it can. Gives both answers. */
  async function ready<R extends pg.QueryResultRow>(
    { client, answered }: Connected,
    then: string,
    first: Statement,
  ): Promise<[unknown, pg.QueryResult<R>]> {
    const { stream } = client.connection;
    if (pipeline) {
      stream.cork();
      process.nextTick(() => {
        stream.uncork();
      });
    }
    try {
      const cleaning: Promise<unknown> = client.query(`${session.clean}; ${then}`);
      if (!pipeline) await cleaning;
      return await both(cleaning, client.query<R>(first));
    } finally {
      answered();
    }
  }

  return {
    async transaction(scope, work, how = {}) {
      for (;;) {
        const connection = await connected();
        const { client, release } = connection;
        let broken: Error | undefined;
        const end = () => client.query("commit");
        // After all that `work` asks now, and before that is sent.
        const ending = pipeline && how.atOnce ? afterwards(end) : undefined;
        ending?.catch(() => undefined);
        try {
          const entering = ready(
            connection,
            session.frame(how, options.asker?.()),
            enter(scope, options.key),
          ).catch(unsound);
          if (!pipeline) await entering;
          // What it asks at once goes out too: where the proof is refused, so is that.
          const [, result] = await both(entering, work(handleOf(client)));
          await (ending ?? end());
          return result;
        } catch (error) {
          if (error === POISONED) {
            broken = POISONED;
            continue;
          }
          if (isSilent(error)) {
            broken = new Error("the server did not answer, and rolls back by itself");
            throw error;
          }
          if (hasCode(error, "26000")) broken = new Error("a prepared statement was deallocated");
          if (hasCode(error, "0A000")) broken = new Error("the server or a table is another now");
          await client.query("rollback").catch((failure: unknown) => {
            broken =
              failure instanceof Error ? failure : new Error("the transaction did not roll back");
          });
          throw error;
        } finally {
          release(broken);
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
      const connection = await connected();
      const { client, release } = connection;
      let sound = false;
      try {
        if (session.pooled) {
          // Alone, it might go to another connection than the one that was cleaned.
          const [, { rows }] = await ready<R>(connection, session.frame({}), { text, values });
          await client.query("commit");
          sound = true;
          return rows;
        }
        const [results, { rows }] = await ready<R>(connection, `${UNLOCK}, ${SOUND} as sound`, {
          text,
          values,
        });
        sound = checked.parse([results].flat().at(-1)).rows[0].sound;
        return rows;
      } finally {
        release(!sound);
      }
    },
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: () => pool.end(),
  };
}

/** Acts after so long, unless what it gives is called before. */
function afterwardsUnless(ms: number, act: () => void): () => void {
  let waits = true;
  // What came while this process was busy is heard first.
  const late = setTimeout(() => {
    setImmediate(() => {
      if (waits) act();
    });
  }, ms);
  return () => {
    waits = false;
    clearTimeout(late);
  };
}

/** So long nothing is heard of a server that stands still. */
const SILENT_MS = 500;

/** Ends a connection on which, at that time or later, nothing was heard for a while: what goes on, however slowly, may end. */
function endSilent(stream: Duplex, until: number): () => void {
  const bytes = () => ("bytesRead" in stream ? stream.bytesRead : undefined);
  let heard: unknown;
  const look = () => {
    if (bytes() === heard) stream.destroy();
    heard = bytes();
    stop = afterwardsUnless(SILENT_MS, look);
  };
  let stop = afterwardsUnless(until - SILENT_MS - performance.now(), look);
  return () => stop();
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

type Connected = {
  client: pg.PoolClient;
  answered: () => void;
  release: (broken?: Error | boolean) => void;
};

const LATE = "timeout: no connection before whoever asks is to be answered";

/** A statement without a name, which nothing that SQL prepared can stand for: it may tell a secret. */
type Statement = { text: string; values: unknown[] };

const checked = z.object({ rows: z.tuple([z.object({ sound: z.boolean() })]) });
const POISONED = new Error("a statement was prepared in SQL");
/**
 * Whether an error makes its connection useless: a statement that it had prepared is gone (26000; `deallocate all` would
 * fail each query from then on), or does not fit a changed table, or the server became a standby (0A000), where another
 * writes by now.
 */
export function hasCode(error: unknown, code: "26000" | "0A000"): boolean {
  return [...causesOf(error)].some(
    (cause) => cause instanceof pg.DatabaseError && cause.code === code,
  );
}

/** Whether a server was waited for in vain, as pg says it: to roll back would be waited for as long. */
function isSilent(error: unknown): boolean {
  return [...causesOf(error)].some(
    (cause) => "message" in cause && cause.message === "Query read timeout",
  );
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
    case "run":
      return [scope.actor, key ?? "", scope.run];
    case "reader":
      return ["reader", key ?? "", scope.of];
    case "system":
      return key === undefined ? undefined : ["key", key, scope.name ?? "system"];
  }
}

type Kept = { handle: Handle; prepared: Map<string, unknown> };
const newMemory = () => ({
  kept: new WeakMap<pg.PoolClient, Kept>(),
  preparedOf: new WeakMap<Handle, Map<string, unknown>>(),
  clientOf: new WeakMap<Handle, pg.PoolClient>(),
});
/** One for the process: a web server's pages and routes are built apart, and share its pool. */
const place = globalThis as { databaseMemory?: ReturnType<typeof newMemory> };
const { kept, preparedOf, clientOf } = (place.databaseMemory ??= newMemory());

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
