import { asc, eq, sql } from "drizzle-orm";
import { tenants, users } from "@/db/schema";
import type { Edited } from "../../changes";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { takeTurn } from "../../turn";
import { TENANTS_IMPORT } from "../import/take";

export type KeptTenant = Omit<typeof tenants.$inferSelect, "search"> & Edited;

/** A tenant with all that is kept of it, itself and none that it was merged into. Refuses with `not_found`. */
export async function getKeptTenant(tx: Tx<Operator>, id: string): Promise<KeptTenant> {
  const [found] = await tx.db
    .select({ tenant: tenants, changedByName: users.name })
    .from(tenants)
    .leftJoin(users, eq(users.id, tenants.changedBy))
    .where(eq(tenants.id, id));
  if (!found) throw new Refusal("not_found");
  return { ...found.tenant, changedByName: found.changedByName };
}

/** So many seconds somebody on a page waits for a file of tenants that is being written. */
const PATIENCE = 5;

/**
 * A step: nobody else changes these tenants, merges them or works with them until the transaction ends; an import
 * comes first, or after. Refuses with `not_found`, with `tenant_merged` what was merged into another (P18), and with
 * `tenants_importing` somebody who would wait longer than a page may.
 */
export async function lockTenants(tx: Tx<Operator>, ids: readonly string[]): Promise<KeptTenant[]> {
  let waited = 0;
  await takeTurn(tx, TENANTS_IMPORT, {
    together: true,
    meanwhile() {
      waited += 1;
      const gives = tx.actor.importId === undefined && waited >= PATIENCE;
      return gives ? Promise.reject(new Refusal("tenants_importing")) : Promise.resolve();
    },
  });
  for (const id of ids) {
    const { mergedInto } = await getKeptTenant(tx, id);
    if (mergedInto !== null) throw new Refusal("tenant_merged");
  }
  await tx.db.execute(sql`
    select lock_tenant(id) from (select unnest(${sql.param(ids)}::uuid[]) as id order by 1) sorted`);
  return Promise.all(ids.map((id) => getKeptTenant(tx, id)));
}

/** P18: what was merged into a tenant, by ID: its own ID and TPID still lead to it. */
export function listMerged(tx: Tx<Operator>, id: string) {
  return tx.db
    .select({ id: tenants.id, name: tenants.name, tpid: tenants.tpid, at: tenants.mergedAt })
    .from(tenants)
    .where(eq(tenants.mergedInto, id))
    .orderBy(asc(tenants.id));
}
