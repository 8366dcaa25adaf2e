-- O13: makes the partitions of this month and the three to come, of every table that has them, and those for what lies in
-- the rest of one, for the worker and for a migration. Their names say their month (UTC). How many it made.
create or replace function make_months(p_now timestamptz) returns integer language plpgsql
  security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  whole record; v_month timestamp; part text; made integer := 0;
begin
  if app_asker() is distinct from 'system' and not app_owner_asks() then
    raise exception 'months are made by the product' using errcode = 'insufficient_privilege', constraint = 'make_months_proof';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('months', 0));
  for whole in select c.relname as name, a.attname as instant from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
      where c.relnamespace = 'public'::regnamespace order by 1 loop
    for v_month in execute format(
        'select date_trunc(''month'', %1$I at time zone ''UTC'') from private.%2$I
           where %1$I between $1 - interval ''10 years'' and $1 + interval ''3 months''
         union select date_trunc(''month'', $1 at time zone ''UTC'') + n * interval ''1 month'' from generate_series(0, 3) n order by 1',
        whole.instant, whole.name || '_rest') using p_now loop
      part := whole.name || to_char(v_month, '_YYYY_MM');
      continue when to_regclass(format('private.%I', part)) is not null;
      -- Beside the table, which is read and written meanwhile, and then hung into it.
      execute format('create table private.%I (like %I including defaults including constraints including generated)', part, whole.name);
      execute format('alter table private.%I enable row level security', part);
      execute format('with gone as (delete from private.%1$I where %2$I >= %4$L and %2$I < %5$L returning *) insert into private.%3$I select * from gone',
        whole.name || '_rest', whole.instant, part, v_month || '+00', v_month + interval '1 month' || '+00');
      execute format('alter table %I attach partition private.%I for values from (%L) to (%L)',
        whole.name, part, v_month || '+00', v_month + interval '1 month' || '+00');
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;

grant execute on function make_months to :"worker";
