-- The provider, and its issuer where one is named, that a company of somebody requires of their address (U12), of the one
-- they joined first; or that one company alone does. No row: none. For where people sign in.
create or replace function required_provider(p_user uuid, p_partner uuid, out provider text, out issuer text) returns setof record language sql stable
  security definer set search_path = public, pg_temp as $$
  select r.provider, r.issuer from users u
  join memberships m on m.user_id = u.id and m.joined_at is not null and m.ended_at is null
  join sign_in_rules r on r.partner_id = m.partner_id and r.provider is not null and r.break_glass_id is distinct from u.id
  where u.id = p_user and (p_partner is null or r.partner_id = p_partner) and app_asker() in ('door', 'system')
    and exists (select from partner_domains d where d.partner_id = r.partner_id and d.domain = mail_domain(u.email))
  order by m.joined_at, m.partner_id limit 1
$$;

grant execute on function required_provider to :"web";
