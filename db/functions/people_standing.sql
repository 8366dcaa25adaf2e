-- How people stand with companies, by their addresses, for who manages partners' people: as members, with the roles that hold, and
-- by invitations that nobody accepted. What waits is found by its index; of the others the companies' are read once.
create or replace function people_standing(p_partners uuid[], p_emails text[], p_at timestamptz)
  returns table (n bigint, member boolean, roles jsonb, waits boolean, sent_at timestamptz) language sql stable
  security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select t.n, t.partner, lower(t.typed) as email from unnest(p_partners, p_emails) with ordinality as t (partner, typed, n)
    where (select app_may('partners.people'))
  )
  select a.n, true, coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'locationId', g.location_id)) from role_grants g
    where g.partner_id = m.partner_id and g.user_id = m.user_id and m.joined_at is not null and grant_holds(g.ends_at, p_at)), '[]'), false, null
  from asked a join users u on lower(u.email) = a.email join memberships m on m.user_id = u.id and m.partner_id = a.partner and m.ended_at is null
  union all
  select a.n, false, i.roles, true, i.sent_at from asked a join invitations i on i.partner_id = a.partner and lower(i.email) = a.email
    and i.accepted_at is null and i.withdrawn_at is null and i.roles <> '[]'
  union all
  select a.n, false, '[]', false, i.sent_at from asked a join (
    select v.partner_id, lower(v.email) as email, v.sent_at from invitations v
    where v.partner_id = any (p_partners) and v.accepted_at is null and (v.withdrawn_at is not null or v.roles = '[]') offset 0
  ) i on i.partner_id = a.partner and i.email = a.email
$$;

grant execute on function people_standing to :"worker";
