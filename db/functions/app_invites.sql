-- Whether who asks may give the roles of an invitation: at a partner each at its place, at the programme an administrator. One
-- without roles, to link a provider (U12), goes to somebody whom they may disable.
create or replace function app_invites(p_partner uuid, p_roles jsonb, p_email text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select case when p_partner = '00000000-0000-0000-0000-000000000000' then app_may('operators.manage')
    when p_roles = '[]' then exists (select from users u where lower(u.email) = lower(p_email) and app_manages(p_partner, u.id))
    else not exists (select from jsonb_array_elements(p_roles) r
      where not app_administers(p_partner, (r ->> 'locationId')::uuid)) end
$$;

grant execute on function app_invites to :"application";
