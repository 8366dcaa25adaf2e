-- The worker acts as whoever began an import: nobody else's name can be put there. Consents from before this product come
-- in only when that person has proven just now who they are (P19, U13).
create or replace function import_begins() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_owner_asks() or new.began_by is null then return new; end if;
  if new.began_by is distinct from app_user() then
    raise exception 'an import is begun in one''s own name' using errcode = 'check_violation', constraint = 'import_runs_whose';
  end if;
  if new.kind = 'history' and not (app_tells_now(new.moved_at) and exists (select from sessions s
    where s.user_id = app_user() and s.revoked_at is null
      and coalesce(s.proven_at, s.created_at) between new.moved_at - interval '15 minutes' and new.moved_at + interval '1 minute')) then
    raise exception 'who imports consents proves who they are' using errcode = 'check_violation', constraint = 'import_runs_fresh';
  end if;
  return new;
end $$;
