import { asc } from "drizzle-orm";
import { metrics } from "@/db/schema";
import type { Tx } from "../../ctx";

/** What is measured of tenants (P10). */
export type Metric = typeof metrics.$inferSelect;

/** All metrics by key. */
export function listMetrics(tx: Pick<Tx, "db">): Promise<Metric[]> {
  return tx.db.select().from(metrics).orderBy(asc(metrics.key));
}
