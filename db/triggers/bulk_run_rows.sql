-- B4: what became of a row stays.
create trigger bulk_row_stays before update on bulk_run_rows for each row execute function bulk_row_stays();
create trigger a_partner_acts before insert or update or delete on bulk_run_rows for each statement execute function partner_acts();
