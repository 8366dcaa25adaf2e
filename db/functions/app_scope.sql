-- Who asks, as `app_enter` found and sealed it: kind, partner, person, what a link is about, places, the name in
-- the audit log; of staff the companies that they belong to and their roles; of a visitor the partner and the
-- round of its link; of a member without a role the company; whether somebody signed in proved just now who they are; the run that the worker does for them. Null unless it is proven. Policies ask once a statement.
create or replace function app_scope() returns text[] language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare said text := current_setting('app.scope', true);
begin
  if said is null or said = '' or left(said, 64) <> app_seal(substr(said, 65)) then return null; end if;
  return string_to_array(substr(said, 65), '|');
end $$;

grant execute on function app_scope to :"application";
