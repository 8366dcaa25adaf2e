import { sql } from "drizzle-orm";
import { z } from "zod";
import { barReasons, endReason } from "@/db/schema";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import { offeredColumns, offeredIn } from "../../engagements/catalogue/queries";
import { Refusal } from "../../errors";
import { openFollowUps, openFollowUpsSql } from "../follow-ups/queries";
import { customerNotes, customerNotesSql } from "../notes/queries";
import { ownedRounds, ownedRoundsSql } from "../owners/queries";
import { customerStanding, wholeRow } from "../standing/queries";
import { roundsWith, whose } from "../timeline/list";

const instant = z.coerce.date();
const ended = z.object({
  id: z.string(),
  engagementId: z.string(),
  locationId: z.string(),
  timeZone: z.string(),
  endedAt: instant,
  endReason: z.enum(endReason.enumValues),
  /** What the customer, or the programme, gave as reason. */
  endNote: z.string().nullable(),
});
const contact = z.object({
  firstName: z.string(),
  lastName: z.string(),
  title: z.string(),
  email: z.string(),
  /** When it was named last, and where that is. */
  at: instant,
  timeZone: z.string(),
});
const found = z.object({
  tenant: z.object({
    id: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    tpid: z.number().nullable(),
    barredFor: z.enum(barReasons).nullable(),
    barredNote: z.string().nullable(),
  }),
  domains: z.array(z.string()),
  usage: z.array(z.object({ month: z.string(), metrics: z.record(z.string(), z.number()) })),
  /** S6: since when it is a known customer; null: it is none. */
  since: instant.nullable(),
  standings: z.array(customerStanding),
  /** Of each engagement the round that ended last. */
  ended: z.array(ended),
  contacts: z.array(contact),
  /** Of the actor's locations those with a round of it, open or ended. */
  places: z.array(z.string()),
  owned: ownedRounds,
  followUps: openFollowUps,
  notes: customerNotes,
  /** Engagements that the company has under way, at whatever location (D1). */
  underWay: z.array(z.string()),
  /** Of the engagements without a row: which of them others have (S12, S13). */
  taken: z.record(z.string(), z.enum(["consent", "done"]).nullable()),
});

export type EndedLast = z.output<typeof ended>;
export type CustomerContact = z.output<typeof contact>;
export type WholeCustomer = z.output<typeof found> & {
  catalogue: ReturnType<typeof offeredIn>;
};

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
/** Whatever names a tenant names the one that it was merged into (P18). */
const tenant = sql`standing_tenant(${sql.placeholder("tenantId")}::uuid)`;
const now = sql`${sql.placeholder("now")}::timestamptz`;

/**
 * K1: all that a partner knows of one customer, in the rounds of the actor's locations, and the catalogue beside it.
 * One statement. Throws `not_found` for a tenant that is no known customer and with which no round of theirs ever was.
 */
export async function getCustomer(tx: Tx<PartnerUser>, tenantId: string): Promise<WholeCustomer> {
  const own = locationsOf(tx.actor) !== "*";
  const query = prepared(tx.db, `customer whole ${own ? "own" : "all"}`, (db, name) =>
    db
      .select({ customer: customerSql(own), ...offeredColumns() })
      .from(sql`(select 1) as one`)
      .prepare(name),
  );
  const [row] = await query.execute({
    ...whose(tx, tenantId),
    userId: tx.actor.userId,
    now: tx.now.toISOString(),
  });
  if (!row?.customer) throw new Refusal("not_found");
  return { ...found.parse(row.customer), catalogue: offeredIn(tx, row) };
}

const customerSql = (own: boolean) => {
  const mine = own
    ? sql`and (c.location_id is null or c.location_id = any(${sql.placeholder("locations")}::uuid[]))`
    : sql``;
  const rounds = sql`with rounds as materialized ${roundsWith(own, sql`a.*`, tenant)}`;
  return sql<unknown>`(${rounds}
    select jsonb_build_object(
      'tenant', jsonb_build_object('id', t.id, 'name', t.name, 'country', t.country, 'tpid', t.tpid,
        'barredFor', t.barred_for, 'barredNote', t.barred_note),
      'since', k.since,
      'domains', (select coalesce(jsonb_agg(d.domain order by d.domain), '[]') from tenant_domains d where d.tenant_id = t.id),
      'usage', (select coalesce(jsonb_agg(jsonb_build_object('month', u.month, 'metrics', u.metrics) order by u.month desc), '[]')
        from tenant_usage u where u.tenant_id = t.id),
      'standings', (select coalesce(jsonb_agg(${wholeRow}), '[]')
        from engagements e join customers c on c.partner_id = ${partner} and c.engagement_id = e.id and c.tenant_id = t.id
        left join claim_lines w on w.partner_id = ${partner} and w.number = c.claim_number
        where true ${mine}),
      'ended', (select coalesce(jsonb_agg(last), '[]') from (
        select distinct on (r.engagement_id) r.id, r.engagement_id as "engagementId", r.location_id as "locationId", r.time_zone as "timeZone",
          coalesce(r.ended_at, r.delivery_due_at, r.consent_due_at) as "endedAt", r.end_note as "endNote",
          coalesce(r.end_reason::text, case when r.consented_at is null then 'consent_expired' else 'delivery_expired' end) as "endReason"
        from rounds r where r.ended_at is not null
          or (r.submitted_at is null and coalesce(r.delivery_due_at, r.consent_due_at) <= ${now})
        order by r.engagement_id, coalesce(r.ended_at, r.delivery_due_at, r.consent_due_at) desc) last),
      'contacts', (select coalesce(jsonb_agg(named order by named.at desc), '[]') from (
        select distinct on (lower(n.email)) n.* from (
          select q.contact_first_name as "firstName", q.contact_last_name as "lastName", q.contact_title as title,
            q.contact_email as email, q.sent_at as at, r.time_zone as "timeZone"
          from rounds r join consent_requests q on q.association_id = r.id and q.partner_id = ${partner}
          union all
          select w.contact_first_name, w.contact_last_name, w.contact_title, w.contact_email, coalesce((
              select max(l.at) from audit_log l
              where l.chain = ${partner}::text and l.subject_id = w.id and l.event = 'claim.edited' and l.data ->> 'part' = 'customer'
            ), w.created_at), w.time_zone
          from rounds r join workshop_claims w on w.partner_id = ${partner} and w.association_id = r.id) n
        order by lower(n.email), n.at desc limit 20) named),
      'places', (select coalesce(jsonb_agg(distinct r.location_id), '[]') from rounds r),
      'owned', ${ownedRoundsSql({ partner, tenant: sql`t.id`, now })},
      'followUps', ${openFollowUpsSql({ partner, tenant: sql`t.id`, now })},
      'notes', ${customerNotesSql({ partner, tenant: sql`t.id` })},
      'underWay', (select coalesce(jsonb_agg(u), '[]') from under_way(t.id, ${now}) u),
      'taken', (select coalesce(jsonb_object_agg(e.id, taken_by_others(${partner}, e.id, t.id, ${now})), '{}') from engagements e
        where not exists (select from customers c where c.partner_id = ${partner} and c.engagement_id = e.id and c.tenant_id = t.id)))
    from tenants t left join known_customers k on k.partner_id = ${partner} and k.tenant_id = t.id
    where t.id = ${tenant} and (k.tenant_id is not null or exists (select from rounds)))`;
};
