-- The ids of the e-mails that a statement wrote, as it wrote them, for their writer, who need not be able to read them: `app.posted`.
create or replace function posted_email() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('app.posted', (select string_agg(id::text, ',') from added), true);
  return null;
end $$;
