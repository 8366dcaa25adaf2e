-- U12: while a company requires a provider, whom it names to come in without it is an admin of the whole company, without a
-- last day: not disabled, lowered or left to lapse, also not by two at once. Asked at the end of the transaction. The owner may.
create or replace function break_glass_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  at uuid := coalesce(new.partner_id, old.partner_id);
begin
  if app_owner_asks() then return null; end if;
  if tg_table_name <> 'sign_in_rules' then
    if not exists (select from sign_in_rules r where r.partner_id = at and r.break_glass_id = old.user_id) then return null; end if;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('admins of ' || at, 0));
  if exists (select from sign_in_rules r where r.partner_id = at and r.provider is not null
    and not exists (select from role_grants g join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id
      where g.partner_id = at and g.user_id = r.break_glass_id and g.role = 'incentives_admin' and g.location_id is null
        and g.ends_at is null and m.joined_at is not null and m.ended_at is null)) then
    raise exception 'somebody comes in without the provider' using errcode = 'check_violation', constraint = 'sign_in_rules_break_glass_stays';
  end if;
  return null;
end $$;
