import { desc, eq, getTableColumns } from "drizzle-orm";
import { z } from "zod";
import { catalogueFiles, users } from "@/db/schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Wrong } from "./json.rules";
import { planOf, wrongOf, type Plan } from "./plan.rules";
import { loadStanding, stateOf } from "./queries";
import type { Standing } from "./standing.rules";
import { readCatalogue } from "./read-file";
import type { Catalogue } from "./schema";

const { said: _, ...columns } = getTableColumns(catalogueFiles);

/** A file that was sent. Refuses with `not_found`. */
export async function getFile(tx: Tx, id: string) {
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const [file] = await tx.db.select().from(catalogueFiles).where(eq(catalogueFiles.id, id));
  if (!file) throw new Refusal("not_found");
  return file;
}

/** The files that were sent, the newest first. */
export function listFiles(tx: Tx) {
  return tx.db
    .select({ ...columns, by: users.name })
    .from(catalogueFiles)
    .innerJoin(users, eq(users.id, catalogueFiles.madeBy))
    .orderBy(desc(catalogueFiles.madeAt), desc(catalogueFiles.id))
    .limit(20);
}

export type Look = {
  standing: Standing;
  /** Of the catalogue, with which the file was compared. */
  state: string;
  /** Null: the file cannot be read. */
  read: { catalogue: Catalogue; plan: Plan } | null;
  wrong: Wrong[];
};

/** What a file would change in the catalogue as it stands: the same before it is taken in and when it is (P22). */
export async function lookAt(tx: Tx, said: string): Promise<Look> {
  const standing = await loadStanding(tx);
  const found = readCatalogue(said);
  const state = stateOf(standing);
  if ("wrong" in found) return { standing, state, read: null, wrong: found.wrong };
  const { catalogue } = found;
  const plan = planOf(standing, catalogue);
  return { standing, state, read: { catalogue, plan }, wrong: wrongOf(plan) };
}
