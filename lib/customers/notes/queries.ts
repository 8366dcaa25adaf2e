import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { worksThere, type Colleague } from "../owners/queries";

const note = z.object({
  id: z.string(),
  author: z.string(),
  /** The names of the colleagues whom it was pointed out to. */
  mentioned: z.array(z.string()),
  body: z.string(),
  createdAt: z.coerce.date(),
});
export type Note = z.output<typeof note>;
export const customerNotes = z.array(note);

/** So many are shown, the last ones. */
const MOST = 100;

/** K6: what the partner's people wrote about a customer, the last first, as `customerNotes` reads it. */
export function customerNotesSql({ partner, tenant }: Record<"partner" | "tenant", SQL>): SQL {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'author', n.author_name, 'mentioned', n.mentioned, 'body', n.body, 'createdAt', n.created_at)
      order by n.created_at desc, n.id desc), '[]')
    from (select * from customer_notes n where n.partner_id = ${partner} and n.tenant_id = ${tenant}
      order by n.created_at desc, n.id desc limit ${sql.raw(String(MOST))}) n)`;
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

/** Whether a customer is seen from a location: known to the company, or with a round there. */
export function isSeenAt(customer: Pick<SeenCustomer, "known" | "places">, place: string): boolean {
  return customer.known || customer.places.includes(place);
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
