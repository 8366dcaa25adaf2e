-- A profile stays as it was given; the location follows.
create trigger payee_given before insert or update on payee_profiles for each row execute function payee_given();
create trigger a_partner_acts before insert or update or delete on payee_profiles for each statement execute function partner_acts();
