-- A partner's people have their own company; the programme reads.
alter table partners enable row level security, force row level security;
grant select, insert, update, delete on partners to :"application";

create policy own on partners for all using (app_owns(id));
create policy programme_reads on partners for select using (app_actor() = 'operator');
