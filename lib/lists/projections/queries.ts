import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../ctx";

/** A row of a projection that is not what the facts say. */
export type StaleRow = { projection: string; key: Record<string, string>; fields: string[] };

const rows = z.array(
  z.object({
    projection: z.string(),
    key: z.record(z.string(), z.string()),
    fields: z.array(z.string()),
  }),
);

/** The rows of all projections that triggers keep which are not what the facts say. The callers authorise. */
export async function listStaleRows(tx: Tx): Promise<StaleRow[]> {
  const found = await tx.db.execute(
    sql`select projection, key, fields from projection_faults() order by projection, key`,
  );
  return rows.parse(found.rows);
}
