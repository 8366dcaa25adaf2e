import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";
import { foundOf, inOrder } from "./in-order";
import { figure, kept, REACH, type Ask, type List, type Page } from "./list";
import { FEW, type Count } from "./schema";
import { isSearch, typed } from "./search";

/**
 * How many rows each of these listings has, counted to `FEW` at most; of a search, how many it finds.
 * @param page what `listPage` gave for the same search
 */
export async function countRows<Row>(
  tx: Tx,
  list: List<Row>,
  asks: readonly Ask[],
  page?: Page<Row>,
): Promise<Count[]> {
  const [first] = asks;
  const searched = isSearch(first?.q) && list.search !== undefined;
  const way = !searched ? "all" : page?.hits ? "few" : "many";
  const bound = way === "many" ? REACH.stroll : FEW + 1;
  const from = way === "few" ? { ...list, table: sql`found` } : list;
  const fit = (way === "many" && list.search?.fits) || sql`true`;
  const counts = asks.map(
    (
      ask,
    ) => sql`(select jsonb_build_object('count', count(*) filter (where ${fit}), 'more', count(*) = ${figure(bound)})
      from (${inOrder(from, ask, false, bound)}) l)`,
  );
  const build = (db: Tx["db"], name: string) =>
    db
      .select({
        counts: sql<unknown>`(${way === "few" ? foundOf(list) : sql``} select jsonb_build_array(${sql.join(counts, sql`, `)}))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name);
  const name = asks.map(({ shape }) => shape ?? "");
  const query = name.includes("")
    ? build(tx.db, "")
    : kept(tx, `${list.name} ${way} ${name.join()}`, build);
  const [row] = await query.execute({
    ...first?.values,
    ...typed(first?.q ?? ""),
    ids: page?.hits,
  });
  const found = z.array(z.object({ count: z.number(), more: z.boolean() })).parse(row?.counts);
  return found.map(({ count, more }) => ({ count: Math.min(count, FEW), more }));
}
