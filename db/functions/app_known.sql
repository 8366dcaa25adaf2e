-- Whether anybody has proven who they are; the database's owner needs not.
create or replace function app_known() returns boolean language sql stable security definer
  set search_path = public, pg_temp
  return app_scope() is not null or app_owner_asks();
