-- Ends what ran out by `p_now`; for one tenant and engagement, or (nulls) for at most 1,000 rounds.
-- Most answers find nothing that ran out: then one look by the index is all. All rounds are for the product
-- alone, and nobody ends what runs out later, but where the clock is shifted.
create or replace function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_asker() not in ('partner', 'visitor', 'operator', 'system') and not app_owner_asks()
    or (p_engagement is null or p_tenant is null) and app_asker() <> 'system' and not app_owner_asks()
    or p_now > clock_timestamp() + interval '60 seconds' and exists (select from installation where kind = 'production') then
    raise exception 'these rounds are not for you to end' using errcode = 'insufficient_privilege';
  end if;
  if p_tenant is not null then
    p_tenant := coalesce(standing_tenant(p_tenant), p_tenant);
    perform lock_tenant(p_tenant);
    perform lock_rivals(p_engagement, p_tenant);
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null for update;
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now));
    if not found then return; end if;
  end if;
  return query
  with lapsed as (
    select partner_id, id from associations
    where ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now))
      and (p_engagement is null or engagement_id = p_engagement) and (p_tenant is null or tenant_id = p_tenant)
    order by id limit 1000 for update skip locked
  ), ended as (
    update associations a set
      ended_at = case when a.consented_at is null then a.consent_due_at else a.delivery_due_at end,
      end_reason = (case when a.consented_at is null then 'consent_expired' else 'delivery_expired' end)::end_reason
    from lapsed where a.partner_id = lapsed.partner_id and a.id = lapsed.id returning a.partner_id, a.id, a.end_reason, a.ended_at
  ), claims as (
    update workshop_claims c set status = 'not_submitted_expired', status_at = e.ended_at from ended e
    where c.partner_id = e.partner_id and c.association_id = e.id and e.end_reason = 'delivery_expired' and c.status = 'editing'
  )
  select id from ended;
end $$;

grant execute on function end_lapsed to :"application";
