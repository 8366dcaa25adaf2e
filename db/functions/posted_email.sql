-- The id of the e-mail that was written last, for its writer, who need not be able to read it: `app.posted`.
create or replace function posted_email() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('app.posted', new.id::text, true);
  return null;
end $$;
