-- Whether who asks may give the roles of an invitation: at a partner each at its place, at the programme an administrator.
create or replace function app_invites(p_partner uuid, p_roles jsonb) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select case when p_partner = '00000000-0000-0000-0000-000000000000' then app_may('operators.manage')
    else not exists (select from jsonb_array_elements(p_roles) r
      where not app_administers(p_partner, (r ->> 'locationId')::uuid)) end
$$;

grant execute on function app_invites to :"application";
