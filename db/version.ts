import pg from "pg";
import compatible from "./migrations/compatible.json";
import journal from "./migrations/meta/_journal.json";

export const OLDER =
  "The database's schema is older than this version: run `npm run migrate` first.";
export const NEWER =
  "The database's schema is newer than this version, and not marked as one that it runs on: nothing was changed. Run the version that migrated it, or a newer one.";

type Versions = { newest: number; oldest: number };
type Read = (text: string) => Promise<{ at: string | null }[]>;

/** A database against this version: `newer` may still be marked as one that this version runs on, and is then current. */
export type Schema = "current" | "older" | "newer";

/**
 * The migrations of this version, by their time: the newest, and the oldest whose code runs on what the newest
 * leaves. Whoever adds a migration says the latter in `compatible.json`.
 */
export const versions: Versions = {
  newest: Math.max(...journal.entries.map(({ when }) => when)),
  oldest: journal.entries.find(({ tag }) => tag === compatible.oldest)?.when ?? Infinity,
};

/** Writes down, for the versions before and after this one, which code runs on the schema. As the owner. */
export async function writeOldest(client: pg.Client, { oldest } = versions): Promise<void> {
  await client.query(`
    create table if not exists drizzle.runs_from (oldest bigint not null);
    delete from drizzle.runs_from;
    insert into drizzle.runs_from values (${oldest});
  `);
}

/** What says that a table, a schema or the right to it is not there. */
const missing = ["42P01", "3F000", "42501"];

/** How far a database is (O2); one that nobody migrated is older. Throws what the connection throws. */
export async function schemaOf(read: Read, { newest } = versions): Promise<Schema> {
  const newestThere = "select max(created_at)::text as at from drizzle.__drizzle_migrations";
  const [row] = await read(newestThere).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && missing.includes(error.code ?? "")) return [];
    throw error;
  });
  const at = Number(row?.at ?? 0);
  if (at < newest) return "older";
  if (at === newest) return "current";
  const [mark] = await read("select max(oldest)::text as at from drizzle.runs_from");
  return newest >= Number(mark?.at ?? Infinity) ? "current" : "newer";
}
