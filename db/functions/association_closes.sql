-- D18: a consent closes the requests that it leaves no room for.
create or replace function association_closes() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform close_taken(new.engagement_id, new.tenant_id, new.consented_at);
  return null;
end $$;
