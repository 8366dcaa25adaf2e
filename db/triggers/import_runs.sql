-- Who takes a file in does it in their own name.
create trigger import_begins before update on import_runs for each row
  when (new.began_by is distinct from old.began_by or new.state = 'running' and old.state <> 'running')
  execute function import_begins();

-- P19, U13: consents from before this product.
create trigger asks_again before update on import_runs for each row
  when (new.kind = 'history' and new.began_by is not null
    and (new.began_by is distinct from old.began_by or new.state = 'running' and old.state <> 'running'))
  execute function asks_again();
