-- Who takes a file in does it in their own name, and of history just proven.
create trigger import_begins before update on import_runs for each row
  when (new.began_by is distinct from old.began_by or new.state = 'running' and old.state <> 'running')
  execute function import_begins();
