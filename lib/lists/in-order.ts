import { sql, type SQL } from "drizzle-orm";
import type { Kind } from "./cursor";
import { direction, figure, type Ask, type Source } from "./list";

/** The first `count` rows of all parts, in order: the columns of `l`, and what they sort by as `key`. */
export function inOrder(list: Source, ask: Ask, after: boolean, count: number): SQL {
  const { parts, order } = ask;
  const { table, own, id } = list;
  const way = direction(order);
  const limit = sql`limit ${figure(count)}`;
  const keys = parts.some(({ each }) => each);
  const from = parts.map(({ where, each, lead, by = order.by }) => {
    const place = [
      sql`${sql.placeholder("key")}::${type(order.kind)}`,
      sql`${sql.placeholder("after")}::${type(id.kind)}`,
    ];
    const columns = lead?.value ? [lead.column, by, id.column] : [by, id.column];
    const values = lead?.value ? [lead.value, ...place] : place;
    const beyond = sql`and (${listed(columns)}) ${sql.raw(order.back ? "<" : ">")} (${listed(values)})`;
    const sorted = sql.join(
      (lead ? [lead.column, sql`key`, id.column] : [sql`key`, id.column]).map(
        (one) => sql`${one} ${way}`,
      ),
      sql`, `,
    );
    const rows = sql`select ${keys ? sql`${id.column} as id` : sql`l.*`}, ${by} as key from ${table} l
      where ${own} and ${where} ${after ? beyond : sql``} order by ${sorted} ${limit}`;
    return each ? sql`select x.* from ${each} cross join lateral (${rows}) x` : rows;
  });
  const [only] = from;
  if (only && from.length === 1 && !keys) return only;
  if (!only) return sql`select l.*, ${order.by} as key from ${table} l where false`;
  const merged = sql.join(
    from.map((one) => sql`(${one})`),
    sql` union all `,
  );
  const sorted = sql`select * from (${merged}) l order by key ${way}, ${keys ? sql`l.id` : id.column} ${way} ${limit}`;
  if (!keys) return sorted;
  return sql`select l.*, shown.key from (${sorted}) shown join ${table} l on ${own} and ${id.column} = shown.id
    order by shown.key ${way}, ${id.column} ${way}`;
}

/** The rows of hits that were looked up, as `found`. */
export const foundOf = ({ table, own, id }: Source) => sql`with found as materialized (
  select l.* from ${table} l where ${own} and ${id.column} = any(${sql.placeholder("ids")}::${type(id.kind)}[]))`;

const types = { text: "text", instant: "timestamptz", integer: "integer", uuid: "uuid" } as const;
const type = (kind: Kind) => sql.raw(types[kind]);
const listed = (values: SQL[]) => sql.join(values, sql`, `);
