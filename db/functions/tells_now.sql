-- Whether an instant is now for who asks, by a scope that was proven, but where the past is made up: within a minute, and of a
-- job, which reads the clock once, within its quarter of an hour.
create or replace function tells_now(p_scope text[], p_at timestamptz) returns boolean language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  return p_at between now() - (case when p_scope[1] = 'system' then interval '15 minutes' else interval '60 seconds' end)
      and clock_timestamp() + interval '60 seconds'
    or not exists (select from installation where kind = 'production');
end $$;

grant execute on function tells_now to :"application";
