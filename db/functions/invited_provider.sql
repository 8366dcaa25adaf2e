-- U12: the provider that the company of an invitation requires of its address, for whoever came with the link; null: none,
-- and for one that asks to link it: they have linked it already.
create or replace function invited_provider() returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select r.provider from invitations i
  join sign_in_rules r on r.partner_id = i.partner_id
  join partner_domains d on d.partner_id = r.partner_id and d.domain = mail_domain(i.email)
  where i.partner_id = app_visited() and i.id = app_request()
    and not exists (select from users u where lower(u.email) = lower(i.email) and u.id = r.break_glass_id)
    and (i.roles <> '[]' or not exists (select from users u join identities d on d.user_id = u.id
      where lower(u.email) = lower(i.email) and d.provider = r.provider and (r.issuer is null or d.issuer = r.issuer)))
$$;

grant execute on function invited_provider to :"web";
