import { asc, eq } from "drizzle-orm";
import { partnerDomains, partners } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";

/** A company of the network. Refuses with `not_found`. */
export async function getPartner(tx: Tx<Operator>, id: string) {
  const [partner] = await tx.db.select().from(partners).where(eq(partners.id, id));
  if (!partner) throw new Refusal("not_found");
  return partner;
}

/**
 * A company on whose domains the actor may decide (P6).
 * Refuses with `not_found`, and with `own_company` for staff who belong to it.
 */
export async function getDecidable(tx: Tx<Operator>, id: string) {
  const partner = await getPartner(tx, id);
  if (tx.actor.companies.includes(id)) throw new Refusal("own_company");
  return partner;
}

/** The mail domains that are kept with a partner (D19), in ASCII. */
export async function listPartnerDomains(tx: Tx<Operator>, partnerId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ domain: partnerDomains.domain })
    .from(partnerDomains)
    .where(eq(partnerDomains.partnerId, partnerId))
    .orderBy(asc(partnerDomains.domain));
  return rows.map(({ domain }) => domain);
}
