-- The audit log is only ever appended to.
create or replace function audit_frozen() returns trigger language plpgsql as $$
begin raise exception 'the audit log is only ever appended to' using errcode = 'restrict_violation'; end $$;
