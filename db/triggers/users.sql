-- Of where people sign in, only what the web server announced by its key: a name is what others read.
create trigger door_deed before update of name, title, phone, time_zone, locale on users for each row execute function door_deed();
