import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * The statement that inserts many rows in their order, all in one parameter: a list of values is built anew for each number
 * of rows, and costs more than the rows. `returning` and `on conflict` can follow.
 * @param rows at least one; all have the keys of the first; bytes cannot be among them
 */
export function insertAll<T extends PgTable>(
  table: T,
  rows: readonly [T["$inferInsert"], ...T["$inferInsert"][]],
): SQL {
  const given: ReadonlySet<string> = new Set(Object.keys(rows[0]));
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => given.has(key));
  const named = rows.map((row) => {
    const values: Record<string, unknown> = row;
    return Object.fromEntries(columns.map(([key, { name }]) => [name, values[key]]));
  });
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb)`;
}
