-- B7: how many runs of the actor's company go on, also those that they do not see.
create or replace function bulk_running() returns integer language sql stable
  security definer set search_path = public, pg_temp as $$
  select count(*)::integer from bulk_runs where partner_id = app_partner() and state = 'running'
$$;

grant execute on function bulk_running to :"web";
