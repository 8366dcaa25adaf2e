import { and, asc, eq, sql } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { placed } from "./mine";

export type SavedView = {
  id: string;
  name: string;
  path: string;
  query: string;
  own: boolean;
  isDefault: boolean;
  pinned: boolean;
};

/** The views of a list that the actor has: their own, then everybody's, by name. */
export async function listViews(
  tx: Tx<PartnerUser | Operator>,
  path: string,
): Promise<SavedView[]> {
  const own = sql<boolean>`${savedViews.userId} is not null`;
  return tx.db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      path: savedViews.path,
      query: savedViews.query,
      own,
      isDefault: savedViews.isDefault,
      pinned: savedViews.pinned,
    })
    .from(savedViews)
    .where(and(placed(tx), eq(savedViews.path, path)))
    .orderBy(sql`${savedViews.userId} is null`, asc(sql`lower(${savedViews.name})`));
}
