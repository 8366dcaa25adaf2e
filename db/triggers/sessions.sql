-- Only what the web server announced by its key.
create trigger door_deed before insert or update on sessions for each row execute function door_deed();
