-- P7: only what partners never knew of is deleted, or found under another name.
create or replace function engagement_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if old.opened_at is null or app_owner_asks() then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or (new.slug, new.opened_at) is distinct from (old.slug, old.opened_at) then
    raise exception 'partners know of it' using errcode = 'check_violation', constraint = 'engagements_stay';
  end if;
  return new;
end $$;
