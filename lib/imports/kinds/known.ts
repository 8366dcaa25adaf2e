import { and, eq, sql } from "drizzle-orm";
import { knownCustomers } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Known } from "../../partners/file/known.queries";
import { companyColumns, companyOf, decidable, loadCompanies } from "../company";
import type { Cells, Gone, Planned, RowKind } from "../kind";
import { plannedOr } from "../planned-or";
import { tenantNames, tenantOf } from "../tenant";

/**
 * P23: of the companies in the file, the customers that are known because the programme said so, and with whom nothing
 * was ever begun: what somebody consented to stays known (S6).
 */
const gone: Gone = {
  act: "partners.manage",
  list: (named) => sql`
    with named as (${named})
    select k.partner_id || ' ' || k.tenant_id as thing, p.name || ': ' || t.name as name, '' as seen, 'known' as becomes
    from known_customers k join partners p on p.id = k.partner_id join tenants t on t.id = k.tenant_id
    where k.partner_id in (select split_part(thing, ' ', 1)::uuid from named) and ${onlySaid}
      and not exists (select from named n where n.thing = k.partner_id || ' ' || k.tenant_id)`,
  async remove(tx, { thing }) {
    const [partnerId = "", tenantId = ""] = thing.split(" ");
    await decidable(tx, partnerId);
    await tx.db.execute(sql`select lock_tenant(${tenantId})`);
    const { rowCount } = await tx.db.execute(sql`
      delete from known_customers k where k.partner_id = ${partnerId} and k.tenant_id = ${tenantId} and ${onlySaid}`);
    if (rowCount === 0) throw new Refusal("import_gone_moved");
    await record(tx, { event: "customer.unlisted", subjectId: tenantId, partnerId, data: { tenantId } }); // prettier-ignore
  },
};
const onlySaid = sql`k.imported_by is not null
  and not exists (select from associations a where a.partner_id = k.partner_id and a.tenant_id = k.tenant_id)`;

/** Which customers a company already had when it came to this product: they stand among its known ones (P19, S6). */
export const knownKind: RowKind = {
  name: "known",
  act: "partners.manage",
  columns: [...companyColumns, { key: "tenant", needed: true, names: tenantNames }],
  known: ["tenant"],
  gone,
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
  const pair = `${partnerId} ${tenant.id}`;
  const told = { line, values: { partner: name, tenant: tenant.name }, before: {}, errors: [], names: [pair] }; // prettier-ignore
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
