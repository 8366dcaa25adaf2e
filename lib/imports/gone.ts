import { sql, type SQL } from "drizzle-orm";
import { transaction, type Operator, type Tx } from "../ctx";
import type { Gone } from "./kind";
import type { Pass } from "./pass";
import type { ImportRun } from "./queries";

/** What a file names, as a table of `thing`. */
export function namedTable(named: ReadonlySet<string>): SQL {
  return sql`select unnest(${sql.param([...named])}::text[]) as thing`;
}

/** P23: what stands here and is not in the file, kept to be shown, and to be removed once somebody says so again. */
export function keepGone({ run, op, clock }: Pass, gone: Gone, named: SQL): Promise<number> {
  return transaction({ ...op, now: clock() }, (tx) => layGone(tx, run, { gone, named }));
}

/**
 * A step of the same.
 * @returns how many
 */
export async function layGone(
  tx: Tx<Operator>,
  { id, pass }: Pick<ImportRun, "id" | "pass">,
  { gone, named }: { gone: Gone; named: SQL },
): Promise<number> {
  const { rowCount } = await tx.db.execute(sql`
    insert into import_removals (run_id, pass, place, thing, name, seen, becomes)
    select ${id}, ${pass}::int, row_number() over (order by name, becomes, thing), thing, left(name, 1000), seen, becomes
    from (${gone.list(named, tx.now)}) gone`);
  return rowCount ?? 0;
}
