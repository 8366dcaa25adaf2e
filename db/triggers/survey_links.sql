-- A link is what is mailed: none is made for a contact who may not be asked (D19).
create trigger link_is_released before insert on survey_links for each row execute function link_is_released();
-- Nor before there was a workshop (D20).
create trigger survey_is_due before insert on survey_links for each row execute function survey_is_due();
-- Nobody chooses an id: the token derives from it.
create trigger id_by_chance before insert on survey_links for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on survey_links for each statement execute function partner_acts();
