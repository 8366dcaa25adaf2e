-- Only what the web server announced by its key.
create trigger door_deed before insert or update or delete on code_secrets for each row execute function door_deed();
