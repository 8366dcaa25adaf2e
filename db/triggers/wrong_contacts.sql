-- Nobody chooses an id.
create trigger id_by_chance before insert on wrong_contacts for each row execute function id_by_chance();
-- Now.
create trigger said_by_asker before insert on wrong_contacts for each row execute function said_by_asker('created_at');
create trigger a_partner_acts before insert or update or delete on wrong_contacts for each statement execute function partner_acts();
