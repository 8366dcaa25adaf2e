import journal from "@/db/migrations/meta/_journal.json";
import { getDatabase } from "./database";

/** Why no request can be served now, in a word that tells an outsider nothing; null when it can. */
export async function findObstacle(): Promise<"database" | "migrations" | null> {
  const newest = Math.max(...journal.entries.map(({ when }) => when));
  try {
    const [row] = await getDatabase().query<{ at: string | null }>(
      "migrations",
      "select max(created_at)::text as at from drizzle.__drizzle_migrations",
      [],
    );
    return Number(row?.at) >= newest ? null : "migrations";
  } catch {
    return "database";
  }
}
