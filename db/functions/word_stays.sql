-- P10: what criteria, facts or locations name is not deleted.
create or replace function word_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'metrics' and (
      exists (select from engagement_versions v where strpos(v.customer_criteria::text, '"' || old.key || '"') > 0)
      or exists (select from tenant_usage u where u.metrics ? old.key))
    or tg_table_name = 'qualifications' and (
      exists (select from engagement_versions v where strpos(v.partner_criteria::text, '"' || old.key || '"') > 0)
      or exists (select from location_qualifications l where l.qualification = old.key)) then
    raise exception 'it is in use' using errcode = 'check_violation', constraint = tg_table_name || '_in_use';
  end if;
  return old;
end $$;
