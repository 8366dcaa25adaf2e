import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";
import { readCursor, writeCursor, type Cursor } from "./cursor";
import { foundOf, inOrder } from "./in-order";
import { direction, figure, kept, REACH, type Ask, type List, type Order, type Page } from "./list";
import { findHits, isSearch, typed, value } from "./search";

/**
 * One page of a list by keyset: at most `size` rows. A search walks down the list when its words are
 * common, and sorts what it finds by an index when it is little; past both, a page has fewer rows,
 * and the next one goes on from there.
 */
export async function listPage<Row>(tx: Tx, list: List<Row>, ask: Ask): Promise<Page<Row>> {
  const kinds = { key: ask.order.kind, id: list.id.kind };
  const after = readCursor(nameOf(list, ask.order), kinds, ask.after);
  if (!isSearch(ask.q) || !list.search) {
    return { ...(await read(tx, list, ask, after, "plain", {})), hits: null, many: false };
  }
  const words = typed(ask.q);
  const stroll = list.search.fits && (await read(tx, list, ask, after, "stroll", words));
  if (stroll && stroll.rows.length >= ask.size) return { ...stroll, hits: null, many: false };
  const ids = await findHits(tx, list, { ...ask.values, q: ask.q });
  const many = ids === null || ids.length > (ask.reach ?? REACH).few;
  const hits = many ? null : ids;
  if (stroll?.next === null) return { ...stroll, hits, many: false };
  if (stroll && many) return { ...(await read(tx, list, ask, after, "walk", words)), hits, many };
  return { ...(await read(tx, list, ask, after, "sort", { ids })), hits, many };
}

type Way = "plain" | "stroll" | "walk" | "sort";
type Found<Row> = { rows: Row[]; next: string | null };

const line = z.looseObject({ $key: value, $id: value, $fits: z.boolean(), $end: z.boolean() });

async function read<Row>(
  tx: Tx,
  list: List<Row>,
  ask: Ask,
  after: Cursor | null,
  way: Way,
  values: Record<string, unknown>,
): Promise<Found<Row>> {
  const { order, size, shape } = ask;
  const name = nameOf(list, order);
  const build = (db: Tx["db"], statementName: string) =>
    db
      .select({ row: sql<unknown>`to_jsonb(x)` })
      .from(sql`(${rowsOf(list, ask, after !== null, way)}) x`)
      .orderBy(sql`x."$key" ${direction(order)}, x."$id" ${direction(order)}`)
      .prepare(statementName);
  const query =
    shape === null
      ? build(tx.db, "")
      : kept(
          tx,
          `${name} ${shape} ${size} ${way}${boundOf(ask, way)}${after ? " after" : ""}`,
          build,
        );
  const found = await query.execute({
    ...ask.values,
    ...values,
    key: after?.key,
    after: after?.id,
  });
  const lines = found.map(({ row }) => line.parse(row));
  const fit = lines.filter(({ $fits }) => $fits);
  const rows = fit.slice(0, size).map((one) => list.row.parse(one));
  // Behind the last row on the page when another follows, or where the walk was given up.
  const last = fit.length > size ? fit[size - 1] : lines.find(({ $end }) => $end);
  if (!last) return { rows, next: null };
  const key = order.kind === "instant" ? new Date(last.$key) : last.$key;
  return { rows, next: writeCursor(name, key, last.$id) };
}

function rowsOf<Row>(list: List<Row>, ask: Ask, after: boolean, way: Way): SQL {
  const limit = ask.size + 1;
  const shown = (rows: SQL, fit: SQL, end: SQL) => sql`
    select l.key as "$key", ${list.id.column} as "$id", ${fit} as "$fits", ${end} as "$end", ${list.columns}
    from (${rows}) l ${list.joins ?? sql``}`;
  if (way === "plain") return shown(inOrder(list, ask, after, limit), sql`true`, sql`false`);
  if (way === "sort") {
    const rows = inOrder({ ...list, table: sql`found` }, ask, after, limit);
    return sql`${foundOf(list)} ${shown(rows, sql`true`, sql`false`)}`;
  }
  const bound = boundOf(ask, way);
  return shown(
    sql`select * from (
      select l.*, ${list.search?.fits ?? sql`true`} as fits, row_number() over () = ${figure(bound)} as stop
      from (${inOrder(list, ask, after, bound)}) l) l
    where fits or stop limit ${figure(limit + 1)}`,
    sql`l.fits`,
    sql`l.stop`,
  );
}

const boundOf = ({ reach = REACH }: Ask, way: Way) =>
  way === "stroll" || way === "walk" ? reach[way] : 0;
const nameOf = (list: { name: string }, { name, back }: Order) =>
  `${list.name} ${back ? "-" : ""}${name}`;
