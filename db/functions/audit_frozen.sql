-- The audit log is only ever appended to, but that a person's words leave it: then nothing else changes (O23).
create or replace function audit_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    old.data := old.data - old.words;
    old.words_salt := null;
    if new is not distinct from old and new.words is not null then
      return new;
    end if;
  end if;
  raise exception 'the audit log is only ever appended to' using errcode = 'restrict_violation';
end $$;
