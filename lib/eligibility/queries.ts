import { sql } from "drizzle-orm";
import { z } from "zod";
import { barReasons } from "@/db/schema";
import type { Tx } from "../ctx";
import type { TenantFacts } from "./rules";

export type KnownTenant = TenantFacts & { id: string };

const rows = z.array(
  z.object({
    id: z.string(),
    country: z.string().nullable(),
    barred: z.object({ reason: z.enum(barReasons), note: z.string().nullable() }).nullable(),
    usage: z.array(z.object({ month: z.string(), metrics: z.record(z.string(), z.number()) })),
  }),
);

/** The facts of these tenants, each metric in the latest month in which it is known; one statement. */
export async function listFacts(tx: Tx, tenantIds: readonly string[]): Promise<KnownTenant[]> {
  const found = await tx.db.execute(sql`
    select t.id, t.country, coalesce(u.usage, '[]') as usage, case when t.barred_for is not null
      then jsonb_build_object('reason', t.barred_for, 'note', t.barred_note) end as barred
    from unnest(${uuids(tenantIds)}) as asked (id)
    join tenants t on t.id = asked.id and t.merged_into is null
    left join lateral (
      select jsonb_agg(jsonb_build_object('month', u.month, 'metrics', u.metrics)) as usage
      from tenant_usage u where u.tenant_id = t.id
    ) u on true`);
  return rows.parse(found.rows);
}

/** The facts of one tenant; null when there is no such tenant. */
export async function findFacts(tx: Tx, tenantId: string): Promise<KnownTenant | null> {
  const [facts] = await listFacts(tx, [tenantId]);
  return facts ?? null;
}

/** Ids as one parameter, as often and in the order given. */
export function uuids(ids: readonly string[]) {
  return sql`${sql.param(ids)}::uuid[]`;
}
