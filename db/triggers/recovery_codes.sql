-- Only what the web server announced by its key; what was used stays used.
create trigger door_deed before insert or update on recovery_codes for each row execute function door_deed();
