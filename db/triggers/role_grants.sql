-- A company keeps an admin.
create constraint trigger admin_stays after delete or update on role_grants deferrable initially deferred
  for each row execute function admin_stays();
