import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { customerNotes } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { worksThere, type Colleague } from "../owners/queries";

export type Note = {
  id: string;
  author: string;
  /** The names of the colleagues whom it was pointed out to. */
  mentioned: string[];
  body: string;
  createdAt: Date;
};

/** So many are shown, the last ones. */
const MOST = 100;

/** K6: what the partner's people wrote about a customer, the last first. */
export function listNotes(tx: Tx<PartnerUser>, tenantId: string): Promise<Note[]> {
  const { id, authorName: author, mentioned, body, createdAt } = customerNotes;
  return tx.db
    .select({ id, author, mentioned, body, createdAt })
    .from(customerNotes)
    .where(
      and(eq(customerNotes.partnerId, tx.actor.partnerId), eq(customerNotes.tenantId, tenantId)),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(MOST);
}

const seen = z.object({
  id: z.string(),
  name: z.string(),
  known: z.boolean(),
  places: z.array(z.string()),
});
/** A customer that the actor sees: known to the company, or with rounds at these locations of the actor's. */
export type SeenCustomer = z.output<typeof seen>;

/** The customer that a tenant stands for (P18). Refuses with `not_found` when the actor does not see it (K1). */
export async function getSeenCustomer(
  tx: Tx<PartnerUser>,
  tenantId: string,
): Promise<SeenCustomer> {
  const { partnerId } = tx.actor;
  const { rows } = await tx.db.execute(sql`
    select t.id, t.name,
      exists (select from known_customers k where k.partner_id = ${partnerId} and k.tenant_id = t.id) as known,
      array(select distinct a.location_id::text from associations a
        where a.partner_id = ${partnerId} and a.tenant_id = t.id) as places
    from tenants t where t.id = standing_tenant(${tenantId})`);
  const [found] = z.array(seen).parse(rows);
  if (!found || !(found.known || found.places.length > 0)) throw new Refusal("not_found");
  return found;
}

/** Of the colleagues of `userId` those who see a customer as well. */
export function whoSee(
  customer: SeenCustomer,
  colleagues: readonly Colleague[],
  userId: string,
): Colleague[] {
  const sees = (one: Colleague) =>
    customer.known || customer.places.some((place) => worksThere(one, place));
  return colleagues.filter((one) => one.id !== userId && sees(one));
}
