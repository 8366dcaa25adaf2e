-- Whether who asks may disable this person of a partner: never themselves; an admin of single locations only who has
-- a role there and nowhere else (U1).
create or replace function app_manages(p_partner uuid, p_user uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select p_user is distinct from app_user() and (app_administers(p_partner, null) or (
    exists (select from role_grants g where g.partner_id = p_partner and g.user_id = p_user)
    and not exists (select from role_grants g where g.partner_id = p_partner and g.user_id = p_user
      and not app_administers(p_partner, g.location_id))))
$$;

grant execute on function app_manages to :"application";
