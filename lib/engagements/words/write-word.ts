import { getTableColumns, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Operator, Tx } from "../../ctx";
import { tables } from "./queries";
import type { Vocabulary } from "./schema";

type Values = Record<string, string | number | boolean | null>;

/** A step: what a word says is written, as the next state of it (P4); of a new one as the first. */
export async function writeWord(
  tx: Tx<Operator>,
  of: Vocabulary,
  { key, revision, ...said }: Values & { key: string; revision: number },
): Promise<boolean> {
  const table = tables[of];
  const values: Values = {
    ...said,
    revision: revision + 1,
    changedAt: tx.now.toISOString(),
    changedBy: tx.actor.userId,
  };
  const all: Record<string, AnyPgColumn> = getTableColumns(table);
  const columns = Object.entries(all).filter(([name]) => name in values);
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const row = sql`jsonb_populate_record(null::${table}, ${JSON.stringify(Object.fromEntries(columns.map(([name, column]) => [column.name, values[name]])))})`;
  const { rows } = await tx.db.execute(
    revision === 0
      ? sql`insert into ${table} (key, ${names}) select ${key}, ${names} from ${row} on conflict (key) do nothing returning key`
      : sql`update ${table} set (${names}) = (select ${names} from ${row}) where key = ${key} and revision = ${revision} returning key`,
  );
  return rows.length > 0;
}
