-- U13: all of it holds at once.
create trigger asks_again before update on catalogue_files for each row
  when (old.taken_at is distinct from new.taken_at) execute function asks_again();
