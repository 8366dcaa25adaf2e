-- Where each chain ends: written by the log alone.
alter table audit_heads enable row level security, no force row level security;
grant select on audit_heads to :"worker";

create policy system_only on audit_heads for all using ((select app_actor()) = 'system');
