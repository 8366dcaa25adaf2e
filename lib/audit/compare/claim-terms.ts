import { sql } from "drizzle-orm";
import { extended } from "./rounds";

/**
 * What a consent fixed of its claim (W3, D5, D9, D16, D17): its payout is the catalogue's for the band and the day from
 * which that was valid, its proof and clocks are those that the log has; its clock, customer, workshop and place are its
 * round's, which the programme may have extended (P25). A claim that begins anew is of the round that says so. Until when the partner may act, the programme's last
 * decision says.
 */
export const claimTerms = sql`
  select 'claim' as kind, c.id, c.partner_id::text as chain, 'differs' as fault
  from workshop_claims c join associations a on a.partner_id = c.partner_id and a.id = c.association_id
  left join lateral (
    select l.data -> 'terms' as terms from audit_log l
    where l.subject_id = a.id and l.chain = c.partner_id::text and l.event in ('consent.accepted', 'round.imported')
    order by l.seq desc limit 1) told on true
  cross join lateral (select ${extended("delivery")} as data) moved
  cross join lateral (
    select (array_agg(l.data ->> 'dueAt' order by l.seq desc) filter (where l.data ->> 'to' = 'action_required'))[1]::timestamptz as review_due,
      (array_agg(l.data ->> 'dueAt' order by l.seq desc) filter (where l.data ->> 'to' = 'rejected'))[1]::timestamptz as dispute_due
    from audit_log l where l.subject_id = c.id and l.chain = c.partner_id::text and l.data ? 'dueAt') decided
  where (c.created_at, c.delivery_due_at, c.renews_claim_id, c.tenant_id, c.engagement_id, c.location_id, c.time_zone) is distinct from
      (a.consented_at, a.delivery_due_at, a.renews_claim_id, a.tenant_id, a.engagement_id, a.location_id, a.time_zone)
    or told.terms - 'reviewDueAt' - 'deliveryDueAt' is distinct from claim_terms(c) - 'reviewDueAt' - 'deliveryDueAt'
    or c.delivery_due_at is distinct from coalesce(moved.data ->> 'dueAt', told.terms ->> 'deliveryDueAt')::timestamptz
    or c.review_due_at is distinct from coalesce(decided.review_due, coalesce(moved.data ->> 'reviewDueAt', told.terms ->> 'reviewDueAt')::timestamptz)
    or c.dispute_due_at is distinct from decided.dispute_due
    or c.rate_valid_from is null and c.payout_minor is not null
    or exists (select from engagement_rates r where r.engagement_id = c.engagement_id and r.band = c.band
      and r.valid_from::text = c.rate_valid_from and r.amount_minor is distinct from c.payout_minor)`;
