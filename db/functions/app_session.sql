-- Who is signed in, with how much waits for them: 100 stands for that many or more.
create or replace function app_session(p_session uuid, p_now timestamptz) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('sessionId', s.id, 'userId', u.id, 'name', u.name, 'email', u.email, 'title', u.title,
    'phone', u.phone, 'locale', u.locale, 'operator', u.operator, 'affiliatedPartnerId', u.affiliated_partner_id,
    'partnerId', u.partner_id, 'partnerName', p.name, 'grants', g.grants,
    'attention', case when g.number > 0 and not u.operator
      then attention_count(u.partner_id, case when g.everywhere then null else g.places end, p_now, 100) else 0 end)
  from sessions s join users u on u.id = s.user_id left join partners p on p.id = u.partner_id
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('locationId', r.location_id, 'role', r.role)), '[]') as grants,
      count(*) as number, coalesce(bool_or(r.location_id is null), false) as everywhere,
      array_agg(r.location_id) as places
    from role_grants r where r.user_id = u.id) g
  where s.id = p_session and s.revoked_at is null and s.expires_at > p_now and u.disabled_at is null
$$;

grant execute on function app_session to :"application";
