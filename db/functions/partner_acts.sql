-- While a company is suspended its people read, and write nothing of it (P25).
create or replace function partner_acts() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_asker() in ('partner', 'member') and exists (
    select from partners p where p.id = coalesce(app_partner(), app_company()) and p.suspended_at is not null) then
    raise exception 'this company is suspended' using errcode = 'check_violation', constraint = 'partner_suspended';
  end if;
  return null;
end $$;
