-- D25: the instants that hold the next e-mail of a partner to somebody outside, at whichever of its locations they were
-- written: the last to this mailbox about this customer and workshop, the round's nth, the partner's nth of late; within a
-- run of many rows the nth request of its runs too (B7). What a run asks one mailbox is one e-mail; after one that
-- never left nobody has to wait (K12). What was written about a tenant that was merged into this one counts (P18).
create or replace function asked_mail(p_partner uuid, p_round uuid, p_tenant uuid, p_engagement uuid, p_templates text[], p_key text,
    p_since timestamptz, p_round_max integer, p_day timestamptz, p_partner_max integer, p_requests_max integer)
  returns table (last timestamptz, round_full timestamptz, partner_full timestamptz, requests_full timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    (select max(e.created_at) from emails e where e.partner_id = p_partner and e.engagement_id = p_engagement
      and (e.tenant_id = p_tenant or standing_tenant(e.tenant_id) = p_tenant) and e.template = any (p_templates) and e.recipient_key = p_key and e.created_at > p_since and e.state <> 'dropped'),
    (select e.created_at from emails e where e.partner_id = p_partner and e.round_id = p_round and e.kind = 'ask'
      order by e.created_at desc offset p_round_max - 1 limit 1),
    (select e.created_at from emails e where e.partner_id = p_partner and e.kind = 'ask' and not e.follows and e.created_at > p_day
      and (app_run() is null or not exists (select from emails b where b.run_id = app_run() and b.recipient_key = p_key))
      order by e.created_at desc offset p_partner_max - 1 limit 1),
    (select e.created_at from emails e where app_run() is not null and e.partner_id = p_partner and e.kind = 'ask' and e.run_id is not null
      and e.created_at > p_day order by e.created_at desc offset p_requests_max - 1 limit 1)
  where app_asks_for(p_partner)
$$;

grant execute on function asked_mail to :"application";
