import type { Tx } from "../ctx";
import { listMetrics } from "../engagements/metrics/queries";
import type { ImportKind } from "./kind";
import { historyKind } from "./kinds/history";
import { knownKind } from "./kinds/known";
import { partnersKind } from "./kinds/partners";
import { peopleKind } from "./kinds/people";
import { tenantsKind } from "./kinds/tenants";
import type { ImportKindName } from "./schema";

/** What can be imported (P19). */
export const kinds: Record<ImportKindName, ImportKind> = {
  tenants: tenantsKind,
  partners: partnersKind,
  people: peopleKind,
  known: knownKind,
  history: historyKind,
};

/** The same with all its columns: tenants have one for each metric of the programme (P10). */
export async function kindIn(tx: Pick<Tx, "db">, name: ImportKindName): Promise<ImportKind> {
  const kind = kinds[name];
  if (name !== "tenants") return kind;
  const measured = (await listMetrics(tx)).map(({ key }) => ({ key }));
  return { ...kind, columns: [...kind.columns, ...measured] };
}
