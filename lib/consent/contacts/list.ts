import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../../ctx";
import type { FileRows } from "../../lists/file";
import type { List, Page } from "../../lists/list";
import { askOf } from "../../lists/offer";
import { listPage } from "../../lists/page";
import { has } from "../../lists/search";
import type { ContactsQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  tenantName: z.string(),
  domains: z.array(z.string()),
  workshopName: z.string(),
  contactName: z.string(),
  contactEmail: z.string(),
  reason: z.string(),
  askedAt: z.coerce.date(),
  askedByName: z.string(),
  /** The first instant at which the customer's answer comes too late, and the zone of that day. */
  consentDueAt: z.coerce.date(),
  timeZone: z.string(),
});
export type WaitingContact = z.output<typeof row>;

const contacts: List<WaitingContact> = {
  name: "contacts that wait",
  table: sql`(select r.*, a.consent_due_at, a.time_zone, a.version_id from contact_releases r
    join associations a on a.partner_id = r.partner_id and a.id = r.association_id where r.decision is null)`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, p.id as "partnerId", p.name as "partnerName", t.name as "tenantName",
    array(select d.domain from tenant_domains d where d.tenant_id = t.id order by 1) as domains,
    v.name as "workshopName", l.contact_name as "contactName", l.contact_email as "contactEmail",
    l.reason, l.asked_at as "askedAt", u.name as "askedByName", l.consent_due_at as "consentDueAt", l.time_zone as "timeZone"`,
  joins: sql`join partners p on p.id = l.partner_id join tenants t on t.id = l.tenant_id
    join users u on u.id = l.asked_by join engagement_versions v on v.id = l.version_id`,
  row,
  search: {
    fits: sql`(${has(sql`search_text(concat_ws(' ', l.contact_name, l.contact_email))`)}
      or exists (select from tenants m where m.id = l.tenant_id and ${has(sql`m.search`)})
      or exists (select from partners w where w.id = l.partner_id and ${has(sql`w.search`)}))`,
  },
};

const orders = { asked: { by: sql`l.asked_at`, kind: "instant" } } as const;
const askFor = (query: ContactsQuery) => askOf({ orders, filters: {} }, query);

/** D19: the contacts outside of their customer's domains that wait for staff, the oldest first unless asked otherwise. */
export function listContacts(
  tx: Tx<Operator>,
  query: ContactsQuery,
): Promise<Page<WaitingContact>> {
  return listPage(tx, contacts, askFor(query));
}

/** K4: all of them, for a file. */
export function contactRows(query: ContactsQuery): FileRows {
  return { list: contacts, ask: askFor({ ...query, after: null }), joins: contacts.joins ?? sql`` };
}

/** One of them; undefined once it does not wait. */
export async function findWaiting(
  tx: Tx<Operator>,
  id: string,
): Promise<WaitingContact | undefined> {
  const offer = { orders, filters: {} };
  const query = { sort: "asked", after: null };
  const ask = askOf(offer, query, {
    where: sql`l.id = ${sql.placeholder("one")}::uuid`,
    values: { one: id },
    shape: "one",
  });
  return (await listPage(tx, contacts, ask)).rows[0];
}
