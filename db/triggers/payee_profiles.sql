-- A profile stays as it was given; the location follows.
create trigger payee_given before insert or update on payee_profiles for each row execute function payee_given();
