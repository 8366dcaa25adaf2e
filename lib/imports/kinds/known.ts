import { and, eq, sql } from "drizzle-orm";
import { knownCustomers } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import type { Known } from "../../partners/file/known.queries";
import { companyColumns, companyOf, decidable, loadCompanies } from "../company";
import type { Cells, Planned, RowKind } from "../kind";
import { plannedOr } from "../planned-or";
import { tenantNames, tenantOf } from "../tenant";

/** Which customers a company already had when it came to this product: they stand among its known ones (P19, S6). */
export const knownKind: RowKind = {
  name: "known",
  act: "partners.manage",
  columns: [...companyColumns, { key: "tenant", needed: true, names: tenantNames }],
  known: ["tenant"],
  rows: {
    // A row says that two know each other: no other row can say otherwise.
    says: ({ partner = "", partnerCountry = "", partnerId = "", mpnId = "", tenant = "" }) => ({
      [`known ${[partnerId, partner, partnerCountry, mpnId, tenant].join("|").toLowerCase()}`]: "",
    }),
    planner: ({ dryRun }) => {
      /** What rows would make, as long as nothing of it is written. */
      const made = new Set<string>();
      return async (tx, rows) => {
        const known = await loadCompanies(tx, rows);
        return ({ line, cells }) => plannedOr(line, cells, () => plan(tx, line, cells, { known, made: dryRun ? made : null }));
      };
    },
  },
}; // prettier-ignore

async function plan(
  tx: Tx<Operator>,
  line: number,
  cells: Cells,
  { known, made }: { known: Known; made: Set<string> | null },
): Promise<Planned> {
  const { id: partnerId, name } = companyOf(cells, known);
  const tenant = await tenantOf(tx, cells.tenant ?? "");
  const told = { line, values: { partner: name, tenant: tenant.name }, before: {}, errors: [] };
  const pair = `${partnerId} ${tenant.id}`;
  const stands = await tx.db.$count(knownCustomers, and(eq(knownCustomers.partnerId, partnerId), eq(knownCustomers.tenantId, tenant.id))); // prettier-ignore
  if (stands > 0 || made?.has(pair)) return { ...told, outcome: "unchanged" };
  await decidable(tx, partnerId);
  made?.add(pair);
  return { ...told, outcome: "new", write: (within) => makeKnown(within, partnerId, tenant.id) };
}

/** A step: a customer counts as known to a company from now on, because somebody of the programme says so. */
async function makeKnown(tx: Tx<Operator>, partnerId: string, tenantId: string): Promise<void> {
  await tx.db.execute(sql`select lock_tenant(${tenantId})`);
  const [row] = await tx.db
    .insert(knownCustomers)
    .values({ partnerId, tenantId, since: tx.now, importedBy: tx.actor.userId })
    .onConflictDoNothing()
    .returning({ tenantId: knownCustomers.tenantId });
  if (row) await record(tx, { event: "customer.imported", subjectId: tenantId, partnerId, data: { tenantId } }); // prettier-ignore
}
