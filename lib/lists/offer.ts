import { sql, type SQL } from "drizzle-orm";
import type { Kind } from "./cursor";
import { narrowedBy, type Filters } from "./filters";
import type { Ask } from "./list";

/** K4: what a list offers: its orders by their names, and what it can be narrowed down by. */
export type Offer<K extends string> = {
  orders: Readonly<Record<string, { by: SQL; kind: Kind }>>;
  filters: Filters<K>;
};

type Asked<K extends string> = { sort: string; after: string | null; q?: string } & Record<
  K,
  string | readonly string[]
>;
type Whose = { where?: SQL; values?: Record<string, unknown>; shape?: string; size?: number };

/**
 * What is asked of a list for what its address says (`listQuery`).
 * @param whose the rows that the reader may see at all, and what in the SQL differs for them
 */
export function askOf<K extends string>(
  { orders, filters }: Offer<K>,
  query: Asked<NoInfer<K>>,
  { where = sql`true`, values = {}, shape = "", size = 50 }: Whose = {},
): Ask {
  const name = query.sort.replace(/^-/, "");
  const order = orders[name];
  if (!order) throw new RangeError(`no order ${name}`);
  const narrowed = narrowedBy(filters, query);
  return {
    parts: [{ where: narrowed.where ? sql`${where} and ${narrowed.where}` : where }],
    order: { name, ...order, back: query.sort.startsWith("-") },
    after: query.after,
    size,
    ...(query.q !== undefined && { q: query.q }),
    values: { ...values, ...narrowed.values },
    shape: [shape, ...Object.keys(narrowed.values), size].join(" "),
  };
}

/** That a row says one of what was chosen. */
export const oneOf = (text: SQL) => (chosen: SQL) => sql`${text} = any(${chosen}::text[])`;
