-- B4: its number, and in whose name it runs. P25: a suspended company begins nothing.
create trigger bulk_run_begins before insert or update on bulk_runs for each row execute function bulk_run_begins();
create trigger a_partner_acts before insert or update or delete on bulk_runs for each statement execute function partner_acts();
create trigger id_by_chance before insert on bulk_runs for each row execute function id_by_chance();
