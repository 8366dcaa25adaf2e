-- Whether the database's owner itself is signed in: no web server and no worker.
create or replace function app_owner_asks() returns boolean language sql stable
  return pg_has_role(session_user, app_owner(), 'member');
