-- Nobody chooses an id.
create trigger id_by_chance before insert on role_requests for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on role_requests for each statement execute function partner_acts();
