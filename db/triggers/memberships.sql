-- Whoever is disabled is signed out; a company keeps an admin.
create trigger membership_ends before update on memberships for each row execute function membership_ends();
create constraint trigger admin_stays after update of ended_at on memberships deferrable initially deferred
  for each row execute function admin_stays();
