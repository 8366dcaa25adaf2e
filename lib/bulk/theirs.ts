import { sql } from "drizzle-orm";
import type { PartnerUser, Tx } from "../ctx";
import type { BulkKind } from "./kind";
import type { Choice } from "./schema";
import type { Target } from "./target";

/** Of some tenants those that the company knows, or has a round with: of any other it is told nothing, not even a name. */
export async function ownTenants(
  tx: Tx<PartnerUser>,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select i.id from unnest(${sql.param([...new Set(ids)])}::uuid[]) as i (id) left join tenants t on t.id = i.id
      cross join lateral (select coalesce(t.merged_into, i.id) as id) s
    where exists (select from known_customers k where k.partner_id = ${tx.actor.partnerId} and k.tenant_id = s.id)
      or exists (select from associations a where a.partner_id = ${tx.actor.partnerId} and a.tenant_id = s.id)`);
  return new Set(rows.map(({ id }) => id));
}

/** Rows of customers who are not the company's are told alike, whether there is such a tenant or not. A file has said so line by line. */
export async function theirs(
  tx: Tx<PartnerUser>,
  kind: BulkKind,
  { by }: Choice,
  targets: readonly Target[],
): Promise<Target[]> {
  if (kind.name === "add" || by === "file") return [...targets];
  const own = await ownTenants(
    tx,
    targets.flatMap(({ tenantId }) => tenantId ?? []),
  );
  return targets.map((target) => {
    const { tenantId, said, fault } = target;
    if (tenantId === null || own.has(tenantId)) return target;
    return {
      ...target,
      tenantId: null,
      said: said ?? tenantId,
      fault: fault ?? { code: "not_known" },
    };
  });
}
