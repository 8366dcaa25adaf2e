-- U1: when each of a partner's people went to work there last; of what they do elsewhere nothing is told (U3).
create or replace function last_entered(p_partner uuid) returns table (user_id uuid, at timestamptz) language sql stable
  security definer set search_path = public, pg_temp as $$
  select s.user_id, max(s.chosen_at) from sessions s
  where coalesce(s.partner_id, '00000000-0000-0000-0000-000000000000') = p_partner and coalesce(p_partner = app_partner() or app_asker() in ('operator', 'system'), false)
  group by s.user_id
$$;

grant execute on function last_entered to :"application";
