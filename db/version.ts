import journal from "./migrations/meta/_journal.json";

const newest = Math.max(...journal.entries.map(({ when }) => when));

type Read = (text: string) => Promise<{ at: string | null }[]>;

/** Whether a database has every migration of this version. Throws what the connection throws. */
export async function isUpToDate(read: Read): Promise<boolean> {
  const [row] = await read("select max(created_at)::text as at from drizzle.__drizzle_migrations");
  return Number(row?.at) >= newest;
}
