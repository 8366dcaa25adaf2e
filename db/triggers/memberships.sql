-- Whoever is disabled is signed out; a company keeps an admin, and whoever it names to come in without its provider.
create trigger membership_ends before update on memberships for each row execute function membership_ends();
create constraint trigger admin_stays after update of ended_at on memberships deferrable initially deferred
  for each row execute function admin_stays();
create trigger a_partner_acts before insert or update or delete on memberships for each statement execute function partner_acts();
create constraint trigger break_glass_stays after update of ended_at on memberships deferrable initially deferred
  for each row execute function break_glass_stays();
