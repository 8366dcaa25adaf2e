import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../access/authorize";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { readable } from "../readable";

const PAGE_SIZE = 50;

const lines = z.array(
  z.object({
    id: z.string(),
    partnerId: z.string(),
    partnerName: z.string(),
    tenantName: z.string(),
    /** In the spelling that people know. */
    domains: z.array(z.string()).transform(readable),
    workshopName: z.string(),
    contactName: z.string(),
    contactEmail: z.string(),
    reason: z.string(),
    askedAt: z.coerce.date(),
    askedByName: z.string(),
    /** The first instant at which the customer's answer comes too late, and the zone of that day. */
    consentDueAt: z.coerce.date(),
    timeZone: z.string(),
  }),
);
export type ContactLine = z.output<typeof lines>[number];
export type ContactsView = { rows: ContactLine[]; next: string | null };

/** D19: the contacts outside of their customer's domains that wait for staff, the oldest first. */
export async function programmeContacts(
  tx: Tx,
  { after }: { after: string | undefined },
): Promise<ContactsView> {
  authorize(tx, "contacts.release");
  const id = z.guid().safeParse(after);
  const behind = id.success
    ? sql`(r.asked_at, r.id) > (select l.asked_at, l.id from contact_releases l where l.id = ${id.data})`
    : sql`true`;
  const found = await listWaiting(tx, behind, PAGE_SIZE + 1);
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}

/** One of them, to decide about; `own`: the reader belongs to the partner. Throws `not_found`. */
export async function programmeContact(
  tx: Tx,
  { releaseId }: { releaseId: string },
): Promise<ContactLine & { own: boolean }> {
  authorize(tx, "contacts.release");
  if (!z.guid().safeParse(releaseId).success) throw new Refusal("not_found");
  const [line] = await listWaiting(tx, sql`r.id = ${releaseId}::uuid`, 1);
  if (!line) throw new Refusal("not_found");
  return { ...line, own: tx.actor.companies.includes(line.partnerId) };
}

async function listWaiting(tx: Tx<Operator>, which: SQL, limit: number): Promise<ContactLine[]> {
  const { rows } = await tx.db.execute(sql`
    select r.id, p.id as "partnerId", p.name as "partnerName", t.name as "tenantName",
      array(select d.domain from tenant_domains d where d.tenant_id = t.id order by 1) as domains,
      v.name as "workshopName", r.contact_name as "contactName", r.contact_email as "contactEmail",
      r.reason, r.asked_at as "askedAt", u.name as "askedByName",
      a.consent_due_at as "consentDueAt", a.time_zone as "timeZone"
    from contact_releases r
      join partners p on p.id = r.partner_id join tenants t on t.id = r.tenant_id
      join users u on u.id = r.asked_by join associations a on a.partner_id = r.partner_id and a.id = r.association_id
      join engagement_versions v on v.id = a.version_id
    where r.decision is null and ${which} order by r.asked_at, r.id limit ${limit}`);
  return lines.parse(rows);
}
