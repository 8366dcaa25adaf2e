-- P30.
create trigger payment_run_moves before insert or update on payment_runs for each row execute function payment_run_moves();

-- U13: what leaves, or does not leave any more.
create trigger asks_again before update on payment_runs for each row
  when ((old.frozen_at, old.exported_at, old.cancelled_at) is distinct from (new.frozen_at, new.exported_at, new.cancelled_at))
  execute function asks_again();
