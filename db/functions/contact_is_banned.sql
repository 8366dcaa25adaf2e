-- D19: whether the programme forbade this partner to ask this mailbox of the round's customer, after a report.
create or replace function contact_is_banned(p_partner uuid, p_association uuid, p_email text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(p_partner) and exists (select from associations a
    join contact_bans b on b.partner_id = a.partner_id and standing_tenant(b.tenant_id) = a.tenant_id
    where a.partner_id = p_partner and a.id = p_association and b.lifted_at is null and ban_is_of(b.mailbox, p_email))
$$;

grant execute on function contact_is_banned to :"application";
