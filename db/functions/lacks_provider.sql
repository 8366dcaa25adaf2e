-- U12: whether somebody works for a partner that lets them in with its own provider alone, of which they have linked no
-- identity: no link by e-mail lets them in, and neither does the provider.
create or replace function lacks_provider(p_partner uuid, p_user uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(p_partner) and exists (select from sign_in_rules r join users u on u.id = p_user
    join memberships m on m.partner_id = r.partner_id and m.user_id = u.id and m.joined_at is not null and m.ended_at is null
    join partner_domains d on d.partner_id = r.partner_id and d.domain = mail_domain(u.email)
    where r.partner_id = p_partner and r.provider is not null and r.break_glass_id is distinct from u.id
      and not exists (select from identities i where i.user_id = u.id and i.provider = r.provider
        and (r.issuer is null or i.issuer = r.issuer)))
$$;

grant execute on function lacks_provider to :"web";
