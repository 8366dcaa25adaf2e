-- The provider that a company of somebody requires of their address (U12), of the one they joined first; null: none. For where people sign in.
create or replace function required_provider(p_user uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select r.provider from users u
  join memberships m on m.user_id = u.id and m.joined_at is not null and m.ended_at is null
  join sign_in_rules r on r.partner_id = m.partner_id and r.provider is not null and r.break_glass_id is distinct from u.id
  where u.id = p_user and app_asker() in ('door', 'system')
    and exists (select from partner_domains d where d.partner_id = r.partner_id and d.domain = mail_domain(u.email))
  order by m.joined_at, m.partner_id limit 1
$$;

grant execute on function required_provider to :"web";
