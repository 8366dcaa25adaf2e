-- D19: whether somebody of a partner signed in at this network address within the 90 days before.
create or replace function partner_network(p_partner uuid, p_address text, p_now timestamptz) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (
    select from sessions s join memberships m on m.user_id = s.user_id
    where m.partner_id = p_partner and p_partner = (select app_whose()) and s.ip_address is not null and s.ip_address <> 'unknown'
      and s.created_at > p_now - interval '90 days' and s.created_at <= p_now
      and network_of(s.ip_address) = network_of(p_address))
$$;

grant execute on function partner_network to :"application";
