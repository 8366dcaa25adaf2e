-- Ends what a statement that was smuggled in lets hang, with the locks that it holds: transactions of the web server that
-- are older than the one, and of the worker that are older than the other. Of roles that were given, the owner must be a
-- member to end what is theirs. The worker calls it each minute.
create or replace function end_hanging(p_pages interval, p_jobs interval) returns integer language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_asker() <> 'system' and not app_owner_asks() then
    raise exception 'the worker ends what hangs' using errcode = 'insufficient_privilege', constraint = 'end_hanging_proof';
  end if;
  return (select count(*) filter (where pg_terminate_backend(a.pid)) from pg_stat_activity a
    join lateral (select distinct k.actor from private.keys k join pg_roles r on r.rolname = k.role
      where pg_has_role(a.usesysid, r.oid, 'member')) part on true
    where a.datname = current_database() and a.pid <> pg_backend_pid() and not pg_has_role(a.usesysid, app_owner(), 'member')
      and pg_has_role(app_owner(), a.usesysid, 'usage')
      and a.xact_start < clock_timestamp() - case part.actor when 'door' then p_pages else p_jobs end);
end $$;

grant execute on function end_hanging to :"worker";
