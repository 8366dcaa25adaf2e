-- P13: by which rates (of one engagement, or all) payouts were fixed, each with the last day of such a consent, also of claims that nobody of the
-- programme reads yet. Nothing else of a claim is told.
create or replace function rates_fixed(p_engagement uuid default null) returns table (engagement_id uuid, band text, valid_from text, last_day text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.engagement_id, c.band, c.rate_valid_from, max((c.created_at at time zone c.time_zone)::date)::text
  from workshop_claims c where app_actor() in ('operator', 'system') and (p_engagement is null or c.engagement_id = p_engagement) group by 1, 2, 3;
$$;

grant execute on function rates_fixed(uuid) to :"application";
