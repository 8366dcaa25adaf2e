import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { reading, type Actor, type Ctx, type Tx } from "../ctx";
import type { SheetColumn, SheetKind, SheetRow } from "../csv/sheet";
import { Refusal } from "../errors";
import type { Cursor } from "./cursor";
import { foundOf, inOrder } from "./in-order";
import { REACH, type Ask, type Source } from "./list";
import { findHits, isSearch, typed } from "./search";
import { withValues } from "./values";

/** One column of a list's file. */
export type FileColumn = SheetColumn & {
  /** The column of the list that it is told of: left out together with it (K4). None: it is always there. */
  of?: string;
  value: SQL;
  /** How its text is told. */
  told?: (text: string) => string;
};

/** The rows that a list shows with its filters, in its order. */
export type FileRows = {
  list: Source;
  ask: Ask;
  /** What the columns need besides rows `l`. */
  joins?: SQL;
  /** What of the rows is shown, where the list leaves some out that it read. */
  shown?: SQL;
};

/** Rows of one statement: a small part of the time that a statement may take. */
const PORTION = 2_000;

/** A column's words, kind and value. */
export function fileColumn(
  label: string,
  kind: SheetKind,
  value: SQL,
  more: Pick<FileColumn, "of" | "told"> = {},
): FileColumn {
  return { label, kind, value, ...more };
}

/** Words for codes, worked out by the database. */
export function inWords(code: SQL, words: Readonly<Record<string, string>>): SQL {
  return sql`coalesce(${JSON.stringify(words)}::jsonb ->> (${code})::text, (${code})::text)`;
}

/** The columns that somebody did not leave out (K4). */
export function shownOf<C extends Pick<FileColumn, "of">>(
  columns: readonly C[],
  hide: readonly string[],
): C[] {
  return columns.filter(({ of }) => of === undefined || !hide.includes(of));
}

const portion = z.object({
  read: z.coerce.number(),
  last: z.tuple([z.union([z.string(), z.number()]), z.union([z.string(), z.number()])]).nullable(),
  rows: z.custom<Cell[][] | null>((rows) => rows === null || areRows(rows)),
});

type Cell = string | number | null;

/** Looked at by hand: there are as many cells in a file as in no other answer. */
function areRows(rows: unknown): rows is Cell[][] {
  if (!Array.isArray(rows)) return false;
  const isCell = (cell: unknown) =>
    cell === null || typeof cell === "string" || typeof cell === "number";
  return rows.every((row: unknown) => Array.isArray(row) && row.every(isCell));
}

/**
 * Pages of a list for a file, one behind the other as whoever writes takes them, each from a transaction of its own: a slow
 * reader holds no connection, and nothing is held but one page. What moves in the order meanwhile may be met twice or not at
 * all. Where the reader's rights change meanwhile it refuses with `no_role`, and the file breaks off: it is never whole with
 * less in it than there is.
 */
export async function* filePages<A extends Actor, Rows, Place>(
  ctx: Ctx<A>,
  page: (tx: Tx<A>, after: Place | null) => Promise<{ rows: Rows; next: Place | null }>,
): AsyncGenerator<Rows> {
  let first: string | null = null;
  for (let after: Place | null = null; ;) {
    const from: Place | null = after;
    const one: { held: string; rows: Rows; next: Place | null } = await reading(ctx, async (tx) => {
      const { rows } = await tx.db.execute(
        sql`select array_to_string((app_scope())[1:8], '|', '') as held`,
      );
      return { ...rights.parse(rows[0]), ...(await page(tx, from)) };
    });
    if (first !== null && first !== one.held) throw new Refusal("no_role");
    first = one.held;
    yield one.rows;
    if (one.next === null) return;
    after = one.next;
  }
}

/** The rows of a list for a file, all that it shows to this reader, in its order (K4): see `filePages`. */
export function fileRows<A extends Actor>(
  ctx: Ctx<A>,
  columns: readonly FileColumn[],
  rowsOf: (tx: Tx<A>) => FileRows | Promise<FileRows>,
  size = PORTION,
): AsyncGenerator<SheetRow[]> {
  type Place = { from: Cursor | null; hits: Hits };
  return filePages(ctx, async (tx, after: Place | null) => {
    const asked = await rowsOf(tx);
    const { from, hits } = after ?? { from: null, hits: await hitsOf(tx, asked) };
    const { rows } = await tx.db.execute(portionSql(asked, columns, { from, size, hits }));
    const { read, last, rows: found } = portion.parse(rows[0]);
    const next = read < size || !last ? null : { from: { key: last[0], id: last[1] }, hits };
    return { rows: toldBy(columns, found ?? []), next };
  });
}

const rights = z.object({ held: z.string() });

type Hits = { ids: (string | number)[] | null };

/** What a search finds by the list's index; null where it meets it on its way. */
async function hitsOf(tx: Tx, { list, ask }: FileRows): Promise<Hits> {
  if (!isSearch(ask.q) || !list.search) return { ids: null };
  const ids = await findHits(tx, list, { ...ask.values, q: ask.q });
  return { ids: ids !== null && ids.length <= REACH.few ? ids : null };
}

type Where = { from: Cursor | null; size: number; hits: Hits };

function portionSql(
  { list, ask, joins = sql``, shown = sql`true` }: FileRows,
  columns: readonly FileColumn[],
  { from, size, hits: { ids } }: Where,
): SQL {
  const searched = isSearch(ask.q) && list.search !== undefined;
  const source = ids === null ? list : { ...list, table: sql`found` };
  const met =
    searched && ids === null ? (list.search?.met ?? list.search?.fits ?? sql`true`) : sql`true`;
  const cells = sql.join(
    columns.map(({ value }) => value),
    sql`, `,
  );
  const query = sql`${ids === null ? sql`with` : sql`${foundOf(list)},`}
    portion as materialized (select l.*, row_number() over () as file_at from (${inOrder(source, ask, from !== null, size)}) l)
    select (select count(*) from portion) as read,
      (select jsonb_build_array(l.key, ${list.id.column}) from portion l order by l.file_at desc limit 1) as last,
      (select json_agg(json_build_array(${cells}) order by l.file_at) from portion l ${joins} where ${met} and ${shown}) as rows`;
  return withValues(query, {
    ...ask.values,
    ...typed(ask.q ?? ""),
    ids,
    key: from?.key,
    after: from?.id,
  });
}

/** Texts as they are told, written over as they came. */
function toldBy(columns: readonly FileColumn[], rows: Cell[][]): SheetRow[] {
  for (const [at, { told }] of columns.entries())
    if (told)
      for (const row of rows) {
        const value = row[at];
        if (typeof value === "string") row[at] = told(value);
      }
  return rows;
}
