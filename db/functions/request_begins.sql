-- A request is sent by whose it is, when it is, and open; only `request_closes` says otherwise.
create or replace function request_begins() returns trigger language plpgsql as $$
begin
  if app_actor() = 'partner' and (new.sent_by is distinct from app_user() or not app_tells_now(new.sent_at)
    or num_nonnulls(new.replaced_at, new.closed_at) > 0) then
    raise exception 'a request begins open' using errcode = 'check_violation', constraint = 'consent_requests_begin';
  end if;
  return new;
end $$;
