-- The surveys of a claim whose newest e-mail did not arrive; `closed`: the customer's was closed since its contact
-- can be none any more (D19), and nobody else is asked.
create or replace function lost_surveys(p_partner uuid, p_claim uuid) returns text[] language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(found.what order by found.what), '{}') from (
    select s.kind as what from claim_surveys s
    where s.partner_id = p_partner and s.claim_id = p_claim and s.replaced_at is null and s.closed_at is null and s.answered_at is null
      and (select e.state from emails e where e.partner_id = s.partner_id and e.survey_id = s.id order by e.created_at desc, e.id desc limit 1)
        in ('bounced', 'complained', 'failed')
    union all
    select 'closed' from (
      select s.closed_at from claim_surveys s where s.partner_id = p_partner and s.claim_id = p_claim and s.kind = 'customer'
      order by s.created_at desc, s.id limit 1) newest
    where newest.closed_at is not null) found
$$;
