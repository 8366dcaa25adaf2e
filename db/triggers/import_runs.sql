-- Who takes a file in does it in their own name.
create trigger import_begins before update on import_runs for each row
  when (new.began_by is distinct from old.began_by) execute function import_begins();
