import { is, Param, Placeholder, SQL, type SQLChunk } from "drizzle-orm";
import { sql } from "drizzle-orm";
import { inOrder } from "./in-order";
import type { Ask, Source } from "./list";
import { FEW } from "./schema";

/** The same SQL with these values in place of its placeholders, so that several can stand in one statement. */
export function withValues(query: SQL, values: Record<string, unknown>): SQL {
  const filled = query.queryChunks.map((chunk): SQLChunk => {
    if (is(chunk, Placeholder)) return new Param(values[chunk.name] ?? null);
    return is(chunk, SQL) ? withValues(chunk, values) : chunk;
  });
  return new SQL(filled);
}

/** How many rows a listing that is not searched has, to one more than `FEW`: a value that stands by itself. */
export function countOf(list: Source, ask: Ask): SQL {
  return sql`(select count(*) from (${withValues(inOrder(list, ask, false, FEW + 1), ask.values)}) l)`;
}
