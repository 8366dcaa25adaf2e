-- U4: the last incentives admin of a company cannot go: of the whole company while there was one, else of any place of it.
-- One with a last day does not count, for the role would lapse. Asked at the end of the transaction, of one after the
-- other: two who remove each other at once do not both go. The owner may.
create or replace function admin_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  everywhere boolean;
begin
  if app_owner_asks() then return null; end if;
  if tg_table_name = 'role_grants' then
    if old.role <> 'incentives_admin' or old.ends_at is not null then return null; end if;
    everywhere := old.location_id is null;
  else
    if new.ended_at is null then return null; end if;
    select bool_or(g.location_id is null) into everywhere from role_grants g
      where g.partner_id = old.partner_id and g.user_id = old.user_id and g.role = 'incentives_admin' and g.ends_at is null;
    if everywhere is null then return null; end if;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('admins of ' || old.partner_id, 0));
  if not exists (select from role_grants g join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id
      join users u on u.id = g.user_id
      where g.partner_id = old.partner_id and g.role = 'incentives_admin' and g.ends_at is null
        and m.joined_at is not null and m.ended_at is null and u.disabled_at is null
        and (g.location_id is null or not everywhere)) then
    raise exception 'a company keeps an incentives admin' using errcode = 'check_violation', constraint = 'role_grants_admin_stays';
  end if;
  return null;
end $$;
