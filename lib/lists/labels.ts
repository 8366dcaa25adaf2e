import { sql } from "drizzle-orm";
import type { Tx } from "../ctx";
import { hasTyped, isSearch } from "./search";

/** K5: which of these labels fit what was typed, as their places in the list, by the house's one meaning of a word. */
export async function fittingLabels(
  tx: Tx,
  { q, labels }: { q: string; labels: readonly string[] },
): Promise<number[]> {
  if (!isSearch(q)) return [];
  const found = await tx.db.execute<{ at: number }>(sql`
    select l.at::int - 1 as at from unnest(${sql.param(labels)}::text[]) with ordinality l (label, at)
    where ${hasTyped(sql`search_text(l.label)`, q)} order by l.at`);
  return found.rows.map(({ at }) => at);
}
