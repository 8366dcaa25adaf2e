-- Nobody chooses an id.
create trigger id_by_chance before insert on role_requests for each row execute function id_by_chance();
