-- Who says something says it now, and in their own name: a row tells when (1), who (2) and that person's name (3), in the
-- columns that the trigger names. It looks only at what a statement changes; the product and the owner's functions say
-- what they like.
create or replace function said_by_asker() returns trigger language plpgsql as $$
declare
  said jsonb := to_jsonb(new);
  was jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  at timestamptz := said ->> tg_argv[0];
begin
  if app_actor() = 'system' then return new; end if;
  if at is not null and said -> tg_argv[0] is distinct from was -> tg_argv[0] and not app_tells_now(at)
    or tg_nargs > 1 and said ->> tg_argv[1] is not null and said -> tg_argv[1] is distinct from was -> tg_argv[1]
      and said ->> tg_argv[1] is distinct from app_user()::text
    or tg_nargs > 2 and said -> tg_argv[2] is distinct from was -> tg_argv[2]
      and not exists (select from users u where u.id = app_user() and u.name = said ->> tg_argv[2]) then
    raise exception 'said now, and by whom it is' using errcode = 'check_violation', constraint = tg_table_name || '_said';
  end if;
  return new;
end $$;
