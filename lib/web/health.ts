import { isUpToDate } from "@/db/version";
import { getDatabase } from "./database";

/** Why no request can be served now, in a word that tells an outsider nothing; null when it can. */
export async function findObstacle(): Promise<"database" | "migrations" | null> {
  try {
    const current = await isUpToDate((text) => getDatabase().query(text, []));
    return current ? null : "migrations";
  } catch {
    return "database";
  }
}
