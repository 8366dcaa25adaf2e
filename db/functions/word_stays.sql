-- P9, P10: what criteria, facts, proof, rates or locations name is not deleted.
create or replace function word_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if exists (select from word_uses(tg_table_name, old.key)) then
    raise exception 'it is in use' using errcode = 'check_violation', constraint = tg_table_name || '_in_use';
  end if;
  return old;
end $$;
