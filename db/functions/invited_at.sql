-- Whether an invitation of this address waits at a partner, also for an admin who does not see it (U1).
create or replace function invited_at(p_partner uuid, p_email text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(p_partner) and exists (select from invitations i
    where i.partner_id = p_partner and lower(i.email) = lower(p_email) and i.accepted_at is null and i.withdrawn_at is null and i.roles <> '[]')
$$;

grant execute on function invited_at to :"application";
