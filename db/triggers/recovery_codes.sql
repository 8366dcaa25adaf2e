-- Only what the web server announced by its key.
create trigger door_deed before insert on recovery_codes for each row execute function door_deed();
