import { asc, eq } from "drizzle-orm";
import { partnerDomains } from "@/db/schema";
import type { Tx } from "../../ctx";

/** The mail domains that are kept with a partner (D19), in ASCII. */
export async function listPartnerDomains(tx: Tx, partnerId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ domain: partnerDomains.domain })
    .from(partnerDomains)
    .where(eq(partnerDomains.partnerId, partnerId))
    .orderBy(asc(partnerDomains.domain));
  return rows.map(({ domain }) => domain);
}
