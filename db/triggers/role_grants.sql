-- A company keeps an admin, and whoever it names to come in without its provider.
create constraint trigger admin_stays after delete or update on role_grants deferrable initially deferred
  for each row execute function admin_stays();
create trigger a_partner_acts before insert or update or delete on role_grants for each statement execute function partner_acts();
create constraint trigger break_glass_stays after delete or update on role_grants deferrable initially deferred
  for each row execute function break_glass_stays();
