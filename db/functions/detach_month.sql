-- O13: takes a month out of a table, for its owner alone: it stays as a table of its own, with `_detached` in its name, to be
-- dumped and dropped. Refuses this month and those to come. The name of what is left.
create or replace function detach_month(p_table text, p_month date) returns text language plpgsql set lock_timeout = '2s' as $$
declare part text := p_table || to_char(p_month, '_YYYY_MM');
begin
  if p_month > now() - interval '2 months' then
    raise exception 'this month is not over for long';
  end if;
  execute format('alter table public.%I detach partition private.%I', p_table, part);
  execute format('alter table private.%I rename to %I', part, part || '_detached');
  return format('private.%I', part || '_detached');
end $$;
