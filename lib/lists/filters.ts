import { sql, type SQL } from "drizzle-orm";

/** K4: what a list can be narrowed down by: what each filter asks of a row `l` for what was chosen. */
export type Filters<K extends string> = Record<K, (chosen: SQL) => SQL>;

/**
 * What the filters that say something ask of a row `l`; null when none does. The SQL is the same for all values: these stand
 * in `values`, one placeholder a filter.
 */
export function narrowedBy<K extends string>(
  filters: Filters<K>,
  query: Record<K, string | readonly string[]>,
): { where: SQL | null; values: Record<string, unknown> } {
  const names = (Object.keys(filters) as K[]).filter((name) => query[name].length > 0);
  const asked = names.map((name) => filters[name](sql`${sql.placeholder(`by ${name}`)}`));
  return {
    where: asked.length === 0 ? null : sql.join(asked, sql` and `),
    values: Object.fromEntries(names.map((name) => [`by ${name}`, query[name]])),
  };
}

type Within = { now: SQL; days: SQL };

/** That an end lies ahead, within so many calendar days wherever it is: at most two more; what an index can answer. */
export function endsAbout(due: SQL, { now, days }: Within): SQL {
  return sql`${due} > ${now} and ${due} <= ${now} + (${days}::integer + 2) * interval '1 day'`;
}

/** D9: that an end lies ahead, within so many calendar days of the row's own zone. */
export function endsWithin(due: SQL, within: Within): SQL {
  const { now, days } = within;
  return sql`${endsAbout(due, within)}
    and ${due} <= (((${now} at time zone l.time_zone)::date + ${days}::integer + 1)::timestamp at time zone l.time_zone)`;
}
