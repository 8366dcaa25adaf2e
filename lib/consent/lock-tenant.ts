import { eq, sql } from "drizzle-orm";
import { associations } from "@/db/schema";
import type { Tx } from "../ctx";

/**
 * Takes the lock of a round's tenant, which comes before any row's, as everywhere: no two wait for
 * each other.
 * @returns whether the actor has such a round
 */
export async function lockTenantOf(tx: Tx, associationId: string): Promise<boolean> {
  const { rows } = await tx.db.execute(
    sql`select lock_tenant(${associations.tenantId}) from ${associations} where ${eq(associations.id, associationId)}`,
  );
  return rows.length > 0;
}
