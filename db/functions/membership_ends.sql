-- U8: whoever is disabled at a company is signed out of it in every session, and asks for nothing any more. Who did it is named.
create or replace function membership_ends() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_owner_asks() and app_asker() <> 'system' and (new.joined_at is distinct from old.joined_at
    or new.ended_at is not null and (new.ended_by is distinct from app_user() or not app_tells_now(new.ended_at))) then
    raise exception 'who disables somebody is named' using errcode = 'check_violation', constraint = 'memberships_named';
  end if;
  if new.ended_at is not null and old.ended_at is null then
    update sessions set revoked_at = new.ended_at
      where user_id = new.user_id and partner_id = new.partner_id and revoked_at is null;
    update role_requests set decided_at = new.ended_at, decided_by = new.ended_by, agreed = false
      where partner_id = new.partner_id and user_id = new.user_id and decided_at is null and new.ended_by is not null;
  end if;
  return new;
end $$;
