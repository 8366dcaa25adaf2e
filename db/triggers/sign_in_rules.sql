-- A suspended company keeps what it has.
create trigger a_partner_acts before insert or update or delete on sign_in_rules for each statement execute function partner_acts();
