import type { Client } from "pg";
import { dropIndexes } from "./seed";

/** Locations of the partner with claims: large, middle, and one with a thousandth of them. */
export const claimPlaces = ["Utrecht", "Gent", "Lille"] as const;

/**
 * Gives a seeded partner that many workshop claims, over all engagements, three locations and every
 * status, on tenants `from` and onwards, with their associations and contacts. Triggers sleep; what
 * they would keep (`claim_lines`, `claim_counts`) is written in bulk too.
 */
export async function seedClaims(
  client: Client,
  { partnerId, count, from = 0 }: { partnerId: string; count: number; from?: number },
): Promise<void> {
  for (const [index, city] of claimPlaces.entries()) {
    await client.query(
      `insert into locations (id, partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
       values (md5($1 || $2)::uuid, $1::uuid, $3, $2, $2, 'NL', 'Europe/Amsterdam', 'enrolled', 'valid')`,
      [partnerId, city, String(6_000_000 + index)],
    );
  }
  await client.query(
    `create temp table wanted on commit preserve rows as
     with e as (select id, row_number() over (order by slug) - 1 as at from engagements
       where slug <> 'collaborative-apps')
     select s.*, status not in ('editing', 'cancelled', 'not_submitted_expired') as sent,
       status in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') as refused
     from (select n, md5('claim:' || $1 || n)::uuid as id, md5('claimed:' || $1 || n)::uuid as association_id,
       md5('tenant:' || (n + $2))::uuid as tenant_id, 'customer-' || (n + $2) || '.example' as domain,
       (select id from e where at = n % (select max(at) + 1 from e)) as engagement_id,
       md5($1 || case when n % 1000 = 7 then 'Lille' when n % 5 = 0 then 'Gent' else 'Utrecht' end)::uuid as location_id,
       (array['editing', 'editing', 'submitted', 'under_review', 'action_required', 'approved', 'paid', 'paid', 'paid',
         'paid', 'rejected', 'disputed', 'rejected_final', 'cancelled', 'not_submitted_expired', 'dispute_expired'])[1 + n % 16] as status,
       date_trunc('hour', now()) + (1 + n % 8000) * interval '15 minutes' as due
     from generate_series(0, $3 - 1) n) s`,
    [partnerId, from, count],
  );
  await client.query(
    `insert into associations (id, partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at,
       created_by, time_zone, consent_due_at, requested_at, consented_at, consent_slot, delivery_due_at, submitted_at)
     select w.association_id, $1, w.location_id, w.tenant_id, w.engagement_id, version_at(w.engagement_id, now()), 'added', 'ada@' || w.domain, w.due - interval '120 days',
       u.id, 'Europe/Amsterdam', w.due - interval '90 days', w.due - interval '110 days', w.due - interval '100 days', 2, w.due,
       case when w.sent then w.due - interval '60 days' end
     from wanted w, (select user_id as id from memberships where partner_id = $1 limit 1) u`,
    [partnerId],
  );
  await client.query(
    `insert into workshop_claims (id, number, partner_id, association_id, engagement_id, tenant_id, location_id, time_zone,
       status, status_at, friendly_name, payout_minor, currency, band, rate_valid_from, requires, created_at, delivery_due_at,
       review_due_at, dispute_due_at, rejected_at, disputed_at, dispute_days, clock_stands_still, contact_first_name,
       contact_last_name, contact_title, contact_email, contact_language, partner_contact_name, partner_contact_email,
       invoice_number, submitted_at, submitted_by, reviewer_id, reviewer_since, approved_at, paid_at, payment_reference)
     select w.id, 1000000 + (w.n::bigint * 7919) % 9000000, $1, w.association_id, w.engagement_id, w.tenant_id, w.location_id,
       'Europe/Amsterdam', w.status::claim_status, w.due, case when w.n % 4 = 0 then 'Project ' || w.n % 1000 end, 500000, 'USD', 'A', '2025-07-01',
       '{invoice,findings_and_recommendations,partner_survey,customer_survey}', w.due - interval '100 days', w.due, w.due,
       case when w.refused then w.due end, case when w.refused then w.due - interval '20 days' end,
       case when w.status in ('disputed', 'rejected_final') then w.due - interval '10 days' end,
       30, false, 'Ada', 'Customer', 'CTO', 'ada@' || w.domain, 'en', 'Noor Bench', 'noor@partner.example', 'INV-' || w.n,
       case when w.sent then w.due - interval '60 days' end, case when w.sent then u.id end,
       case when w.status = 'under_review' then u.id end, case when w.status = 'under_review' then w.due - interval '50 days' end,
       case when w.status in ('approved', 'paid') then w.due - interval '30 days' end,
       case when w.status = 'paid' then w.due - interval '20 days' end, case when w.status = 'paid' then $1 || '-' || w.n end
     from wanted w, (select user_id as id from memberships where partner_id = $1::uuid limit 1) u`,
    [partnerId],
  );
  const restore = await dropIndexes(client, "claim_lines");
  await client.query(
    `insert into claim_lines (claim_id, partner_id, number, engagement_id, tenant_id, location_id, time_zone, status, due_at,
       name, friendly_name, payout_minor, currency, search)
     select c.id, c.partner_id, c.number, c.engagement_id, c.tenant_id, c.location_id, c.time_zone, c.status, c.due_at,
       t.name, c.friendly_name, c.payout_minor, c.currency,
       ' ' || replace(t.id::text, '-', '') || search_form(concat_ws(' ', t.name, t.tpid, d.domain, c.number, c.friendly_name, c.invoice_number, c.payment_reference,
         c.contact_first_name, c.contact_last_name, c.contact_email))
     from workshop_claims c join tenants t on t.id = c.tenant_id join tenant_domains d on d.tenant_id = t.id
     where c.partner_id = $1`,
    [partnerId],
  );
  await restore();
  await client.query(
    `insert into claim_counts select partner_id, location_id, engagement_id, status, count(*) from claim_lines
     where partner_id = $1 group by 1, 2, 3, 4`,
    [partnerId],
  );
  await client.query("drop table wanted");
}
