import { installation } from "@/db/schema";
import type { Tx } from "../ctx";

/** The id of the installation that this database is. Throws when the database does not say. */
export async function installationId(tx: Tx): Promise<string> {
  const [row] = await tx.db.select({ id: installation.id }).from(installation).limit(1);
  if (!row) throw new Error("this database does not say which installation it is");
  return row.id;
}
