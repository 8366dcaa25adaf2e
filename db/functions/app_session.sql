-- Who is signed in, by the secret of their cookie, and for which company, with how much waits for them: 100 stands for that
-- many or more. For a year after they left, staff belong to a company as far as deciding goes (P6). Nothing once the session, the account, the membership or the last role at the programme ended.
create or replace function app_session(p_secret text, p_now timestamptz) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('sessionId', s.id, 'signedInAt', coalesce(s.proven_at, s.created_at),
    'factor', case when s.second_factor_at is null then factor_due(u.id, s.partner_id) end, 'seenAt', coalesce(s.seen_at, s.created_at), 'userId', u.id, 'name', u.name, 'email', u.email, 'title', u.title,
    'phone', u.phone, 'locale', u.locale, 'timeZone', u.time_zone, 'partnerId', p.id, 'partnerName', p.name, 'suspended', p.suspended_at is not null, 'grants', g.grants,
    'operatorRoles', o.roles, 'companies', c.companies, 'views', v.views,
    'attention', case when g.number > 0
      then least(100, attention_count(p.id, case when g.everywhere then null else g.places end, p_now, 100)
        + admin_waiting(p.id, u.id, p_now)) else 0 end)
  from sessions s join users u on u.id = s.user_id
  left join memberships m on m.partner_id = s.partner_id and m.user_id = s.user_id
    and m.joined_at is not null and m.ended_at is null
  left join partners p on p.id = m.partner_id
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('locationId', r.location_id, 'role', r.role)), '[]') as grants,
      count(*) as number, coalesce(bool_or(r.location_id is null), false) as everywhere,
      array_agg(r.location_id) as places
    from role_grants r where r.partner_id = m.partner_id and r.user_id = m.user_id and grant_holds(r.ends_at, p_now)) g
  cross join lateral (
    select coalesce(jsonb_agg(r.role), '[]') as roles from operator_grants r where r.user_id = u.id) o
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name, 'joined', n.joined_at is not null and n.ended_at is null)
      order by q.name, q.id), '[]') as companies
    from memberships n join partners q on q.id = n.partner_id where n.user_id = u.id
      and (n.ended_at is null or s.partner_id is null and n.ended_at > p_now - interval '365 days')) c
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'path', w.path, 'query', w.query, 'own', w.user_id is not null,
      'isDefault', w.is_default, 'pinned', w.pinned) order by w.user_id is null, lower(w.name)), '[]') as views
    from saved_views w where (w.partner_id = m.partner_id or s.partner_id is null and w.partner_id is null)
      and (w.user_id is null or w.user_id = u.id) and (w.is_default or w.pinned)) v
  where s.secret_hash = sha256(convert_to(p_secret, 'UTF8')) and s.revoked_at is null and s.expires_at > p_now and u.disabled_at is null
    and case when s.partner_id is null then o.roles <> '[]' else m.user_id is not null end
$$;

grant execute on function app_session to :"web";
