import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { tenantDomains, tenants } from "@/db/schema";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";

export type Tenant = { id: string; name: string; country: string; tpid: number | null };

const columns = {
  id: tenants.id,
  name: tenants.name,
  country: tenants.country,
  tpid: tenants.tpid,
};

/** The tenant with this ID; refuses with `not_found`. */
export async function getTenant(tx: Tx, id: string): Promise<Tenant> {
  const tenant = await findTenant(tx, id);
  if (!tenant) throw new Refusal("not_found");
  return tenant;
}

/** The tenant with this ID, or null. */
export async function findTenant(tx: Tx, id: string): Promise<Tenant | null> {
  const [row] = await tx.db.select(columns).from(tenants).where(eq(tenants.id, id));
  return row ?? null;
}

/** D3: all tenants of a TPID, by name. */
export async function listTenantsOfTpid(tx: Tx, tpid: number): Promise<Tenant[]> {
  return tx.db
    .select(columns)
    .from(tenants)
    .where(eq(tenants.tpid, tpid))
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

/** The e-mail domains of a tenant in ASCII, by name. */
export async function listDomains(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ domain: tenantDomains.domain })
    .from(tenantDomains)
    .where(eq(tenantDomains.tenantId, tenantId))
    .orderBy(asc(tenantDomains.domain));
  return rows.map((row) => row.domain);
}
