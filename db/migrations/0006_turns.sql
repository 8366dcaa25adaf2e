-- Rivals take turns: an answer, or an end, at one partner changes the counts of the others that work
-- with the same customer. Their locks are taken in one order, before any row, so that no two answers
-- of the same rivals wait for each other.
create function lock_rivals(p_engagement uuid, p_tenant uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare rivals uuid[]; rival uuid;
begin
  select array_agg(c.partner_id order by c.partner_id) into rivals from customers c
    where c.engagement_id = p_engagement and c.tenant_id = p_tenant;
  if cardinality(rivals) > 1 then
    foreach rival in array rivals loop
      perform pg_advisory_xact_lock(hashtextextended('partner:' || rival::text, 0));
    end loop;
  end if;
end $$;
--> statement-breakpoint
-- Ends what ran out by `p_now`; for one tenant and engagement, or (nulls) for at most 1,000 rounds.
create or replace function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_tenant is not null then
    perform lock_tenant(p_tenant);
    perform lock_rivals(p_engagement, p_tenant);
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null for update;
  end if;
  return query
  with lapsed as (
    select id from associations
    where ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now))
      and (p_engagement is null or engagement_id = p_engagement) and (p_tenant is null or tenant_id = p_tenant)
    order by id limit 1000 for update skip locked
  ), ended as (
    update associations a set
      ended_at = case when a.consented_at is null then a.consent_due_at else a.delivery_due_at end,
      end_reason = (case when a.consented_at is null then 'consent_expired' else 'delivery_expired' end)::end_reason
    from lapsed where a.id = lapsed.id returning a.id, a.end_reason
  ), claims as (
    update workshop_claims c set status = 'not_submitted_expired' from ended e
    where c.association_id = e.id and e.end_reason = 'delivery_expired' and c.status = 'editing'
  )
  select id from ended;
end $$;
--> statement-breakpoint
grant execute on function lock_rivals(uuid, uuid) to mci_application;
