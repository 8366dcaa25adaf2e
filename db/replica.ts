import type { Database } from "./client";
import { MIGHTY } from "./logins";

/** How old the replica's rows may be to be read, and how often that is asked. */
export const MOST_MS = 4_000;
const EACH_MS = 1_000;

export type Replica = {
  /**
   * Reads from the replica where that is at most `MOST_MS` behind, else from the primary; so does all that the replica
   * cannot answer, whatever it says. Everything else goes to the primary.
   */
  database: Database;
  /** So many milliseconds its rows are behind at most; null: it is away, or no replica. */
  behind(): number | null;
  /** Asks both once how far they are; by itself each second. */
  look(): Promise<void>;
  close(): Promise<void>;
};

/**
 * A primary with a replica (O12). What was acknowledged before the primary said how far it had written is in the replica
 * once that has got so far: how old it is at most is counted on this machine's clock alone, from when the primary was asked.
 * @param options `tell` is told that, each time that it was asked; `most`: how old it may be
 */
export function withReplica(
  primary: Database,
  replica: Database,
  { tell, most = MOST_MS }: { tell?: (behind: number | null) => void; most?: number } = {},
): Replica {
  let written: { at: number; place: bigint }[] = [];
  let since: number | null = null;
  const behind = () => (since === null ? null : performance.now() - since);

  async function look(): Promise<void> {
    try {
      const at = performance.now();
      const place = await placeOf(primary, "pg_current_wal_lsn()");
      if (place !== null) written.push({ at, place });
      const reached = await placeOf(
        replica,
        `case when pg_is_in_recovery() and not ${MIGHTY} then pg_last_wal_replay_lsn() end`,
      );
      // One that became a primary itself goes its own way; a role that sees everybody's rows is never read by.
      if (reached === null) throw new Error("no replica");
      const known = written.filter((one) => one.place <= reached);
      since = known.at(-1)?.at ?? since;
      written = written.filter((one) => one.place > reached).slice(-60);
    } catch {
      since = null;
      written = [];
    }
    tell?.(behind());
  }

  const timer = setInterval(() => void look(), EACH_MS);
  timer.unref();
  void look();
  return {
    database: {
      ...primary,
      async transaction(scope, work, options = {}) {
        const age = behind();
        if (options.readOnly !== true || age === null || age > most)
          return primary.transaction(scope, work, options);
        try {
          return await replica.transaction(scope, work, options);
        } catch {
          return primary.transaction(scope, work, options);
        }
      },
    },
    behind,
    look,
    async close() {
      clearInterval(timer);
      await replica.close();
    },
  };
}

/** The replica's address, with who signs in to the primary where it names nobody. */
export function readAddress(replica: string, primary: string): string {
  const [url, own] = [new URL(replica), new URL(primary)];
  if (url.username === "") Object.assign(url, { username: own.username, password: own.password });
  return url.href;
}

async function placeOf(database: Database, expression: string): Promise<bigint | null> {
  const [row] = await database.query<{ place: string | null }>(
    `select pg_wal_lsn_diff(${expression}, '0/0')::text as place`,
  );
  return row?.place == null ? null : BigInt(row.place);
}
