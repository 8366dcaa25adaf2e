-- How much waits for somebody as an incentives admin: requests for roles that they can give (U5), and their locations
-- that have a step to take (P27, as `toDoOf` says).
create or replace function admin_waiting(p_partner uuid, p_user uuid, p_now timestamptz) returns integer language sql stable
  security definer set search_path = public, pg_temp as $$
  with held as (
    select location_id from role_grants where partner_id = p_partner and user_id = p_user
      and role = 'incentives_admin' and grant_holds(ends_at, p_now))
  select (select count(*) from role_requests r join memberships m on m.partner_id = r.partner_id and m.user_id = r.user_id
      and m.joined_at is not null and m.ended_at is null
    where r.partner_id = p_partner and r.decided_at is null and r.user_id <> p_user
      and exists (select from held h where h.location_id is null or h.location_id = r.location_id))::integer
    + (select count(*) from locations l where l.partner_id = p_partner
      and exists (select from held h where h.location_id is null or h.location_id = l.id)
      and location_waits(l.enrolment, l.payee_profile))::integer
$$;

grant execute on function admin_waiting to :"application";
