import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { tenantDomains, tenants } from "@/db/schema";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";

/** `country` null: not known yet (P24). */
export type Tenant = { id: string; name: string; country: string | null; tpid: number | null };

const columns = {
  id: tenants.id,
  name: tenants.name,
  country: tenants.country,
  tpid: tenants.tpid,
};

/** Whatever names a tenant names the one that it was merged into, if it was (P18). */
const named = alias(tenants, "named");
const standsFor = eq(tenants.id, sql`coalesce(${named.mergedInto}, ${named.id})`);

/** The tenant with this ID, or which that one was merged into (P18); refuses with `not_found`. */
export async function getTenant(tx: Tx, id: string): Promise<Tenant> {
  const tenant = await findTenant(tx, id);
  if (!tenant) throw new Refusal("not_found");
  return tenant;
}

/** The same, or null. */
export async function findTenant(tx: Tx, id: string): Promise<Tenant | null> {
  const [row] = await tx.db
    .select(columns)
    .from(named)
    .innerJoin(tenants, standsFor)
    .where(eq(named.id, id));
  return row ?? null;
}

/** P18: the ID of the tenant that stands for this one: it, or which it was merged into; what names none stays. */
export async function standingTenant(tx: Tx, id: string): Promise<string> {
  const { rows } = await tx.db.execute<{ id: string | null }>(
    sql`select standing_tenant(${id}) as id`,
  );
  return rows[0]?.id ?? id;
}

/** D3: all tenants of a TPID, by name; also of one that they had before they were merged (P18). */
export async function listTenantsOfTpid(tx: Tx, tpid: number): Promise<Tenant[]> {
  return tx.db
    .selectDistinct(columns)
    .from(named)
    .innerJoin(tenants, standsFor)
    .where(eq(named.tpid, tpid))
    .orderBy(asc(tenants.name), asc(tenants.id));
}

/**
 * S24, D2: the tenant that owns the most specific of these domains.
 * @param domains as `domainsOfEmail` gives them: each one a suffix of the one before it
 */
export async function findTenantByDomains(
  tx: Tx,
  domains: readonly string[],
): Promise<Tenant | null> {
  if (domains.length === 0) return null;
  const [row] = await tx.db
    .select(columns)
    .from(tenantDomains)
    .innerJoin(tenants, eq(tenants.id, tenantDomains.tenantId))
    .where(inArray(tenantDomains.domain, [...domains]))
    .orderBy(desc(sql`length(${tenantDomains.domain})`))
    .limit(1);
  return row ?? null;
}

/** Many at once: what `findTenant`, `listTenantsOfTpid` and `findTenantByDomains` find, by what names them. */
export async function findTenantsNamed(
  tx: Tx,
  {
    ids,
    tpids,
    domains,
  }: { ids: readonly string[]; tpids: readonly number[]; domains: readonly string[] },
) {
  const found = {
    byId: new Map<string, Tenant>(),
    byTpid: new Map<number, Tenant[]>(),
    byDomain: new Map<string, Tenant>(),
  };
  if (ids.length > 0) {
    const rows = await tx.db
      .select({ ...columns, by: named.id })
      .from(named)
      .innerJoin(tenants, standsFor)
      .where(inArray(named.id, [...ids]));
    for (const { by, ...tenant } of rows) found.byId.set(by, tenant);
  }
  if (tpids.length > 0) {
    const rows = await tx.db
      .selectDistinct({ ...columns, by: named.tpid })
      .from(named)
      .innerJoin(tenants, standsFor)
      .where(inArray(named.tpid, [...tpids]));
    for (const { by, ...tenant } of rows)
      if (by !== null) found.byTpid.set(by, [...(found.byTpid.get(by) ?? []), tenant]);
  }
  if (domains.length > 0) {
    const rows = await tx.db
      .select({ ...columns, by: tenantDomains.domain })
      .from(tenantDomains)
      .innerJoin(tenants, eq(tenants.id, tenantDomains.tenantId))
      .where(inArray(tenantDomains.domain, [...domains]));
    for (const { by, ...tenant } of rows) found.byDomain.set(by, tenant);
  }
  return found;
}

/** The e-mail domains of a tenant in ASCII, by name. */
export async function listDomains(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ domain: tenantDomains.domain })
    .from(tenantDomains)
    .where(eq(tenantDomains.tenantId, tenantId))
    .orderBy(asc(tenantDomains.domain));
  return rows.map((row) => row.domain);
}
