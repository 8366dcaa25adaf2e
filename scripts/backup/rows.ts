import type pg from "pg";

/** How many rows each table of the product has, by its name, for whoever is connected: its owner sees all. */
export async function countRows(client: pg.Client): Promise<Record<string, number>> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from public.${client.escapeIdentifier(name)}`,
    );
    counts[name] = Number(rows[0]?.n);
  }
  return counts;
}

/** The tables in which two counts differ. */
export function differences(
  one: Record<string, number>,
  other: Record<string, number>,
): { table: string; had: number | undefined; has: number | undefined }[] {
  const tables = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return tables
    .map((table) => ({ table, had: one[table], has: other[table] }))
    .filter(({ had, has }) => had !== has);
}
