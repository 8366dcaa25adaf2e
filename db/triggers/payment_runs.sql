-- P30.
create trigger payment_run_moves before insert or update on payment_runs for each row execute function payment_run_moves();
