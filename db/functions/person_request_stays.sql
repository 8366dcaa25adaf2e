-- O24: that somebody is to be erased is said once and not taken back; of whom, and what became of it, nobody says but the
-- owner's function.
create or replace function person_request_stays() returns trigger language plpgsql as $$
begin
  if current_user = app_owner() then return new; end if;
  if old.done_at is not null or old.erase_at is not null and (new.erase_at, new.erase_by) is distinct from (old.erase_at, old.erase_by)
    or (new.address, new.asked_at, new.asked_by, new.done_at, new.gone, new.stays) is distinct from
      (old.address, old.asked_at, old.asked_by, old.done_at, old.gone, old.stays) then
    raise exception 'what was asked of a person stays' using errcode = 'check_violation', constraint = 'person_requests_stay';
  end if;
  return new;
end $$;
