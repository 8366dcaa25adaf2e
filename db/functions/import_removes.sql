-- P23: whether an import removes this: a member of staff began it and said so, it was listed before, and is not done yet. They are
-- removed in the order of their places: it is one of the next (`Gone.most` in `lib/imports/kind.ts`), and of no others it is asked.
create or replace function import_removes(p_kind text, p_thing text) returns boolean language sql stable
  return exists (select from import_runs r join import_removals g on g.run_id = r.id and g.pass = r.gone_pass
      and g.place between r.removed + r.stayed + 1 and r.removed + r.stayed + 500
    where r.kind = p_kind and r.state = 'running' and r.remove_asked and r.began_by = app_user()
      and g.thing = p_thing and g.done_at is null);

grant execute on function import_removes to :"application";
