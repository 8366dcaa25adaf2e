import { asc, desc, eq, sql } from "drizzle-orm";
import { engagementRates, engagements, marketBands } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { hasCustomers, type Rate } from "./rules";

export type Engagement = typeof engagements.$inferSelect;

/** One engagement by its slug. Throws `not_found`. */
export async function getEngagement(tx: Tx, slug: string): Promise<Engagement> {
  const [engagement] = await tx.db.select().from(engagements).where(eq(engagements.slug, slug));
  if (!engagement) throw new Refusal("not_found");
  return engagement;
}

/** The same, when customers are worked with for it (S1, S2). Throws `not_found`. */
export async function getWorkshop(tx: Tx, slug: string): Promise<Engagement> {
  const engagement = await getEngagement(tx, slug);
  if (!hasCustomers(engagement)) throw new Refusal("not_found");
  return engagement;
}

/** The whole catalogue by name; engagements that are over or still to come included. */
export function listEngagements(tx: Tx): Promise<Engagement[]> {
  return tx.db.select().from(engagements).orderBy(asc(engagements.name));
}

/** All rates of an engagement, or of all of them, the newest first. */
export function listRates(
  tx: Tx,
  engagementId?: string,
): Promise<(Rate & { engagementId: string })[]> {
  return tx.db
    .select({
      engagementId: engagementRates.engagementId,
      band: engagementRates.band,
      validFrom: engagementRates.validFrom,
      amount: moneyOf(engagementRates.amountMinor, programmeCurrency),
    })
    .from(engagementRates)
    .where(engagementId === undefined ? undefined : eq(engagementRates.engagementId, engagementId))
    .orderBy(desc(engagementRates.validFrom), asc(engagementRates.band));
}

/** What rates are in (P13). */
export const programmeCurrency = sql`(select currency from programme)`;

/** The countries of bands A and B. */
export function listBands(tx: Tx): Promise<{ country: string; band: "A" | "B" }[]> {
  return tx.db.select().from(marketBands).orderBy(asc(marketBands.country));
}
