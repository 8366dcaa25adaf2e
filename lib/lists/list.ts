import { sql, type SQL } from "drizzle-orm";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { prepared, type Tx } from "../ctx";
import type { Kind } from "./cursor";
import { FEW } from "./schema";

/** One list of the product: where its rows come from, and what is shown of each. */
export type List<Row> = {
  name: string;
  /** The table or view behind the rows `l`. */
  table: SQL;
  id: { column: SQL; kind: Kind };
  /** That rows `l` are of this list at all; with the id it finds one. */
  own: SQL;
  /** Each with its name in `row`; from `l`, and from what `joins` adds. */
  columns: SQL;
  joins?: SQL;
  row: z.ZodType<Row>;
  /**
   * An array of the ids that a search finds by an index, `most` at most; that a row is found, to walk; the same where only a
   * file walks, which has every hit.
   */
  search?: { hits?: SQL; fits?: SQL; met?: SQL };
};

/** Where a list's rows come from, whatever is shown of them. */
export type Source = Pick<List<unknown>, "name" | "table" | "own" | "id" | "search">;

export type Order = { name: string; by: SQL; kind: Kind; back: boolean };

/** Rows of which an index has the order; the parts of one list do not overlap. */
export type Part = {
  where: SQL;
  /** Rows `c`, for each of which these rows `l` are looked up: their keys first, by the index alone. */
  each?: SQL;
  /** The index begins with this one value, or with null, before the order's own. */
  lead?: { column: SQL; value?: SQL };
  /** What these rows sort by, where it is not the order's own. */
  by?: SQL;
};

export type Ask = {
  parts: Part[];
  order: Order;
  /** `?after=` as it came. */
  after: unknown;
  size: number;
  q?: string;
  /** Of all placeholders in the SQL of the list and its parts. */
  values: Record<string, unknown>;
  /** What decides on the SQL beside the order and `after`; null: rare, not worth keeping. */
  shape: string | null;
  reach?: Reach;
};

export type Page<Row> = {
  rows: Row[];
  /** `?after=` of the next page; null on the last one. */
  next: string | null;
  /** Of a search: the ids of all hits, where they were looked up and are not too many. */
  hits: (string | number)[] | null;
  /** A search of too many hits to sort them: the page has those that were met first. */
  many: boolean;
};

/** How many hits are sorted; how many rows are walked in order before, and when hits are more. */
export type Reach = { few: number; stroll: number; walk: number };
export const REACH: Reach = { few: FEW, stroll: 400, walk: 1_500 };

export const direction = ({ back }: Order) => sql.raw(back ? "desc" : "asc");
export const figure = (count: number) => sql.raw(String(count));

/** A statement that a connection keeps under its name; PostgreSQL tells 63 bytes of one apart. */
export function kept<Q>(tx: Tx, name: string, build: (db: Tx["db"], name: string) => Q): Q {
  const short = name.length < 64 ? name : createHash("sha256").update(name).digest("base64url");
  return prepared(tx.db, short, build);
}
