import { and, inArray, sql } from "drizzle-orm";
import { knownCustomers } from "@/db/schema";
import { recordAll } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Known } from "../../partners/file/known.queries";
import { companyColumns, companyOf, loadCompanies, refuseOwn } from "../company";
import type { Cells, Gone, Planned, Row, RowKind } from "../kind";
import { orNothing, plannedOr } from "../planned-or";
import type { Tenant } from "../../tenants/queries";
import { enqueue } from "../../queue/enqueue";
import { loadTenants, tenantNames } from "../tenant";

/**
 * P23: of the companies in the file, the customers that are known because the programme said so, and with whom nothing
 * was ever begun: what somebody consented to stays known (S6).
 */
const gone: Gone = {
  act: "partners.manage",
  most: 200,
  list: (named) => sql`
    with named as (${named})
    select k.partner_id || ' ' || k.tenant_id as thing, p.name || ': ' || t.name as name, '' as seen, 'known' as becomes
    from known_customers k join partners p on p.id = k.partner_id join tenants t on t.id = k.tenant_id
    where k.partner_id in (select split_part(thing, ' ', 1)::uuid from named) and ${onlySaid}
      and not exists (select from named n where n.thing = k.partner_id || ' ' || k.tenant_id)`,
  async remove(tx, removals) {
    const pairs = removals.map(({ thing }): Pair => {
      const [partnerId = "", tenantId = ""] = thing.split(" ");
      return { partnerId, tenantId };
    });
    for (const { partnerId } of pairs) refuseOwn(tx, partnerId);
    await lockAll(tx, pairs);
    const column = (key: keyof Pair) => sql.param(pairs.map((one) => one[key]));
    const { rowCount } = await tx.db.execute(sql`
      delete from known_customers k using unnest(${column("partnerId")}::uuid[], ${column("tenantId")}::uuid[]) as g (partner_id, tenant_id)
      where k.partner_id = g.partner_id and k.tenant_id = g.tenant_id and ${onlySaid}`);
    if (rowCount !== pairs.length) throw new Refusal("import_gone_moved");
    await tellAll(tx, "customer.unlisted", pairs);
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
    most: 200,
    // Whether they are eligible is found out for all of them, in the background.
    after: (tx) => enqueue(tx, "refresh-eligibility", {}),
    // A row says that two know each other: no other row can say otherwise.
    says: ({ partner = "", partnerCountry = "", partnerId = "", mpnId = "", tenant = "" }) => ({
      [`known ${[partnerId, partner, partnerCountry, mpnId, tenant].join("|").toLowerCase()}`]: "",
    }),
    planner: ({ dryRun }) => {
      /** What rows would make, as long as nothing of it is written. */
      const made = new Set<string>();
      return async (tx, rows, { each }) => {
        const tenantOf = await loadTenants(tx, rows);
        const all = {
          known: await loadCompanies(tx, rows),
          tenantOf,
          stands: new Set(dryRun ? made : []),
        };
        const pairs = rows.flatMap(({ cells }) => orNothing(() => pairOf(cells, all)));
        for (const one of await listStanding(tx, pairs)) all.stands.add(keyOf(one));
        const writes = new Map<Planned, Pair>();
        const plan = ({ line, cells }: Row) =>
          plannedOr(line, cells, () => {
            const planned = planKnown(tx, line, cells, all);
            if (!planned.pair) return planned.told;
            const { pair } = planned;
            if (dryRun) made.add(keyOf(pair));
            if (dryRun || !each) all.stands.add(keyOf(pair));
            writes.set(planned.told, pair);
            return planned.told;
          });
        return {
          plan,
          writeAll: (within, some) =>
            makeKnown(
              within,
              some.flatMap((one) => writes.get(one) ?? []),
            ),
        };
      };
    },
  },
};

type Pair = { partnerId: string; tenantId: string };
type All = { known: Known; tenantOf: (text: string) => Tenant; stands: Set<string> };
const keyOf = ({ partnerId, tenantId }: Pair) => `${partnerId} ${tenantId}`;

/** Whom a row names. */
function pairOf(cells: Cells, { known, tenantOf }: All) {
  const partner = companyOf(cells, known);
  const tenant = tenantOf(cells.tenant ?? "");
  return { partner, tenant, partnerId: partner.id, tenantId: tenant.id };
}

function planKnown(
  tx: Tx<Operator>,
  line: number,
  cells: Cells,
  all: All,
): { told: Planned; pair?: Pair } {
  const { partner, tenant, partnerId, tenantId } = pairOf(cells, all);
  const pair = { partnerId, tenantId };
  const told = {
    line,
    values: { partner: partner.name, tenant: tenant.name },
    before: {},
    errors: [],
    names: [keyOf(pair)],
  };
  if (all.stands.has(keyOf(pair))) return { told: { ...told, outcome: "unchanged" } };
  refuseOwn(tx, partnerId);
  const write = async (within: Tx<Operator>) => {
    await makeKnown(within, [pair]);
    all.stands.add(keyOf(pair));
  };
  return { told: { ...told, outcome: "new", write }, pair };
}

/** Which of these pairs know each other. */
async function listStanding(tx: Tx<Operator>, pairs: readonly Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const { partnerId, tenantId } = knownCustomers;
  return tx.db
    .select({ partnerId, tenantId })
    .from(knownCustomers)
    .where(
      and(
        inArray(partnerId, [...new Set(pairs.map((one) => one.partnerId))]),
        inArray(
          tenantId,
          pairs.map((one) => one.tenantId),
        ),
      ),
    );
}

/** A step: customers count as known to companies from now on, because somebody of the programme says so. */
async function makeKnown(tx: Tx<Operator>, pairs: readonly Pair[]): Promise<void> {
  await lockAll(tx, pairs);
  const rows = await tx.db
    .insert(knownCustomers)
    .values(pairs.map((one) => ({ ...one, since: tx.now, importedBy: tx.actor.userId })))
    .onConflictDoNothing()
    .returning({ partnerId: knownCustomers.partnerId, tenantId: knownCustomers.tenantId });
  await tellAll(tx, "customer.imported", rows);
}

/** All that computes lists of these customers waits, in one order. */
async function lockAll(tx: Tx<Operator>, pairs: readonly Pair[]): Promise<void> {
  const tenants = sql.param(pairs.map(({ tenantId }) => tenantId));
  await tx.db.execute(sql`
    select lock_tenant(id) from (select distinct id from unnest(${tenants}::uuid[]) id order by 1) sorted`);
}

function tellAll(
  tx: Tx<Operator>,
  event: "customer.imported" | "customer.unlisted",
  pairs: readonly Pair[],
): Promise<void> {
  return recordAll(
    tx,
    pairs.map(({ partnerId, tenantId }) => ({
      event,
      subjectId: tenantId,
      partnerId,
      data: { tenantId },
    })),
  );
}
