-- Only what the web server announced by its key: of a browser that somebody knows they are told nothing.
create trigger door_deed before insert or update or delete on devices for each row execute function door_deed();
