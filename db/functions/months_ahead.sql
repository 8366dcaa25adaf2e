-- O13: of each table in partitions, how many whole months are made ahead of an instant, and how many rows (at most 1,000) no
-- month has though they lie in one. For `running_figures`.
create or replace function months_ahead(p_now timestamptz) returns jsonb language plpgsql stable set search_path = public, pg_temp as $$
declare whole record; found jsonb := '[]'; ahead integer; strays integer;
begin
  for whole in select c.oid, c.relname as name, a.attname as instant from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
      where c.relnamespace = 'public'::regnamespace order by 2 loop
    select count(*) into ahead from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = whole.oid and c.relname ~ '_\d{4}_\d\d$' and c.relname > whole.name || to_char(p_now at time zone 'UTC', '_YYYY_MM');
    execute format('select count(*) from (select from private.%1$I where %2$I between $1 - interval ''10 years'' and $1 + interval ''3 months'' limit 1000) r',
      whole.name || '_rest', whole.instant) into strays using p_now;
    found := found || jsonb_build_object('table', whole.name, 'ahead', ahead, 'strays', strays);
  end loop;
  return found;
end $$;
