-- P14: a template that a version of an engagement names stays, for rounds under way are given it.
create or replace function template_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if exists (select from engagement_versions v where strpos(v.poe::text, '"/templates/' || old.name || '"') > 0) then
    raise exception 'it is in use' using errcode = 'check_violation', constraint = 'template_files_in_use';
  end if;
  return old;
end $$;
