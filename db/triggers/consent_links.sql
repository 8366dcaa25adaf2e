-- A link is what is mailed: none is made for a contact who may not be asked (D19).
create trigger link_is_released before insert on consent_links for each row execute function link_is_released();
-- Nobody chooses an id: the token derives from it.
create trigger id_by_chance before insert on consent_links for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on consent_links for each statement execute function partner_acts();
