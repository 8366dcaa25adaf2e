-- Only what the web server announced by its key.
create trigger door_deed before insert on sign_in_tokens for each row execute function door_deed();
