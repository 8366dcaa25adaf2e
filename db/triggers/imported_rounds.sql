-- K8: how it stood from day to day, from its import on.
create trigger project_round_day after insert on imported_rounds for each row execute function project_round_day();
