import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { contactReleases, rowOf } from "@/db/schema";
import type { Tx } from "../../ctx";
import type { ContactFacts } from "./rules";

export type Release = typeof contactReleases.$inferSelect;
/** Where a contact outside of the tenant's domains stands; null: it is within them. */
export type Standing = "waiting" | "released" | "refused" | null;

const facts = z.object({
  tenantDomains: z.array(z.string()),
  partnerDomains: z.array(z.string()),
  people: z.array(z.string()),
  banned: z.array(z.string()),
});

type Customer = { partnerId: string; tenantId: string };

/** What decides about a contact (D19). One statement. */
export async function contactFacts(tx: Tx, customer: Customer): Promise<ContactFacts> {
  const [found] = await listContactFacts(tx, [customer]);
  return facts.parse(found);
}

/** The same of several customers, in their order. One statement. */
export async function listContactFacts(
  tx: Tx,
  customers: readonly Customer[],
): Promise<ContactFacts[]> {
  const { rows } = await tx.db.execute(sql`select
    array(select domain from tenant_domains where tenant_id = c.tenant) as "tenantDomains",
    array(select domain from partner_domains where partner_id = c.partner) as "partnerDomains",
    array(select u.email from memberships m join users u on u.id = m.user_id
      where m.partner_id = c.partner) as people,
    array(select mailbox from contact_bans
      where partner_id = c.partner and tenant_id = c.tenant and lifted_at is null) as banned
    from unnest(${sql.param(customers.map(({ partnerId }) => partnerId))}::uuid[], ${sql.param(customers.map(({ tenantId }) => tenantId))}::uuid[])
      with ordinality as c (partner, tenant, n) order by c.n`);
  return z.array(facts).parse(rows);
}

/** The last word that was asked for about an address of a tenant; undefined: never. */
export async function findRelease(
  tx: Tx,
  of: { partnerId: string; tenantId: string; email: string },
): Promise<Release | undefined> {
  const [release] = await tx.db
    .select()
    .from(contactReleases)
    .where(
      and(
        eq(contactReleases.partnerId, of.partnerId),
        eq(contactReleases.tenantId, of.tenantId),
        eq(sql`lower(${contactReleases.contactEmail})`, of.email.toLowerCase()),
      ),
    )
    .orderBy(desc(contactReleases.askedAt), desc(contactReleases.id))
    .limit(1);
  return release;
}

/** A partner's release, as a request, survey or claim of that partner names it. */
export async function getRelease(
  tx: Tx,
  { partnerId, releaseId }: { partnerId: string; releaseId: string | null },
): Promise<Release | null> {
  if (releaseId === null) return null;
  const [release] = await tx.db
    .select()
    .from(contactReleases)
    .where(rowOf(contactReleases, partnerId, releaseId));
  return release ?? null;
}

export function standingOf(release: Pick<Release, "decision"> | null): Standing {
  return release === null ? null : (release.decision ?? "waiting");
}

/**
 * A condition that finds, among many, every address that `whyNotContact` could refuse by now: one whose
 * domain ends as one of the partner's does, or that was forbidden. The rule itself decides.
 */
export function mayBeOwn(of: { partner: SQL; email: SQL; contact: SQL }): SQL {
  const end = (value: SQL) => sql`substring(lower(${value}) from '[^.@]+[.][^.@]+$')`;
  return sql`(${end(of.email)} = ${end(of.contact)}
    or exists (select from partner_domains d where d.partner_id = ${of.partner}
      and ${end(sql`d.domain`)} = ${end(of.email)})
    or exists (select from memberships m join users u on u.id = m.user_id
      where m.partner_id = ${of.partner}
      and ${end(sql`u.email`)} = ${end(of.email)})
    or exists (select from contact_bans b where b.partner_id = ${of.partner} and b.lifted_at is null
      and ban_is_of(b.mailbox, ${of.email})))`;
}
