import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PartnerUser, Tx } from "../ctx";
import { rowDetails } from "./schema";
import type { Target } from "./target";

const found = z.array(z.object({ tenant: z.string(), contact: rowDetails.shape.contact.unwrap() }));

/** B1: who is asked where nobody says: whom the partner asked last at that customer, at locations that the actor sees. */
export async function withContacts(
  tx: Tx<PartnerUser>,
  targets: readonly Target[],
): Promise<Target[]> {
  const open = targets.filter(({ details, tenantId }) => !details.contact && tenantId !== null);
  if (open.length === 0) return [...targets];
  const ids = [...new Set(open.map(({ tenantId }) => tenantId))];
  const { rows } = await tx.db.execute(sql`
    select w.tenant, c.contact from unnest(${sql.param(ids)}::uuid[]) as w (tenant) cross join lateral (
      select jsonb_build_object('firstName', r.contact_first_name, 'lastName', r.contact_last_name, 'title', r.contact_title,
        'email', r.contact_email, 'contactReason', '', 'language', r.language) as contact
      from associations a join consent_requests r on r.partner_id = a.partner_id and r.association_id = a.id
      where a.partner_id = ${tx.actor.partnerId} and a.tenant_id = w.tenant
      order by (a.consented_at is not null) desc, r.sent_at desc, r.id limit 1) c`);
  const known = new Map(found.parse(rows).map(({ tenant, contact }) => [tenant, contact]));
  return targets.map((target) => {
    const contact = target.details.contact ?? known.get(target.tenantId ?? "");
    return contact ? { ...target, details: { ...target.details, contact } } : target;
  });
}
