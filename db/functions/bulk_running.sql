-- B7: how many runs of the actor's company stand so, also those that they do not see.
create or replace function bulk_running(p_state text) returns integer language sql stable
  security definer set search_path = public, pg_temp as $$
  select count(*)::integer from bulk_runs where partner_id = app_partner() and state = p_state
$$;

grant execute on function bulk_running to :"web";
