import { sql, type SQL } from "drizzle-orm";
import { domainToASCII } from "node:url";
import { z } from "zod";
import { prepared, type Tx } from "../ctx";
import { figure, type Source } from "./list";
import { FEW } from "./schema";

/** Whether there is anything to search for: a letter or a digit. */
export function isSearch(q: string | undefined): q is string {
  return q !== undefined && /[\p{L}\p{N}]/u.test(q);
}

/** The patterns of what was typed, worked out once for a statement. */
export const patterns = sql`(select search_patterns(${sql.placeholder("q")}))`;
/** That a text has all the words that were typed, in one of their spellings (`typed`). */
export const has = (text: SQL) => sql`(${text} like all (${patterns}::text[])
  or ${sql.placeholder("other")}::text is not null and ${text} like all ((select search_patterns(${sql.placeholder("other")}))::text[]))`;
/** The same, of words that are at hand. */
export const hasTyped = (text: SQL, q: string) =>
  sql`(${sql.join(
    spellings(q).map((one) => sql`${text} like all ((select search_patterns(${one}))::text[])`),
    sql` or `,
  )})`;
/** How many hits are looked for. */
export const most = figure(FEW + 1);

export const value = z.union([z.string(), z.number()]);

/** The ids of what was typed, in each of its spellings, by the list's index; null where it has none, or they are too many. */
export async function findHits(
  tx: Tx,
  list: Source,
  { q, ...values }: Record<string, unknown> & { q: string },
): Promise<(string | number)[] | null> {
  const { hits } = list.search ?? {};
  if (!hits) return null;
  return ofEachSpelling(q, (spelled) =>
    hitsOf(tx, list, hits, { ...values, q: spelled, other: null }),
  );
}

/** What is found of what was typed in any of its spellings, each once; null where one of them finds too many. */
export async function ofEachSpelling<T>(
  q: string,
  find: (spelled: string) => Promise<T[] | null>,
): Promise<T[] | null> {
  const all = new Set<T>();
  for (const spelled of spellings(q)) {
    const found = await find(spelled);
    if (found === null) return null;
    for (const one of found) all.add(one);
  }
  return [...all];
}

async function hitsOf(
  tx: Tx,
  list: Source,
  hits: SQL,
  values: Record<string, unknown>,
): Promise<(string | number)[] | null> {
  const query = prepared(tx.db, `${list.name} hits`, (db, name) =>
    db
      .select({ ids: sql<unknown>`to_jsonb(${hits})` })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute(values);
  return z.array(value).nullable().parse(row?.ids);
}

/** What was typed, as `has` wants it. */
export function typed(q: string): { q: string; other: string | null } {
  const [likely, other = null] = spellings(q);
  return { q: likely, other };
}

/**
 * What may be meant by what was typed, the likely first: a domain is kept in ASCII while people type it in their own
 * script (D23), and a company may be called as a domain is written. Nearly always it is one.
 */
export function spellings(q: string): [string, ...string[]] {
  const domain = q.replace(
    /(?<=^|[\s@])[^\s@]*[^\s@\p{ASCII}][^\s@]*\.[^\s@.]+/gu,
    (name) => domainToASCII(name) || name,
  );
  return domain === q ? [q] : [domain, q];
}
