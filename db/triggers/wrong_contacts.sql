-- Nobody chooses an id.
create trigger id_by_chance before insert on wrong_contacts for each row execute function id_by_chance();
-- Now.
create trigger said_by_asker before insert on wrong_contacts for each row execute function said_by_asker('created_at');
