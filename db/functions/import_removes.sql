-- P23: whether an import removes this: a member of staff began it and said so, it was listed before, and is not done yet.
create or replace function import_removes(p_kind text, p_thing text) returns boolean language sql stable
  return exists (select from import_removals g join import_runs r on r.id = g.run_id and r.gone_pass = g.pass
    where r.kind = p_kind and g.thing = p_thing and g.done_at is null
      and r.state = 'running' and r.remove_asked and r.began_by = app_user());

grant execute on function import_removes to :"application";
