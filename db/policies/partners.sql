-- A partner's people have their own company; the programme reads.
alter table partners enable row level security, no force row level security;
grant select on partners to :"application";

create policy own on partners for all using ((select app_actor()) = 'system' or id = (select app_partner()) or id = (select app_company()) or id = (select app_visited()));
create policy programme_reads on partners for select using ((select app_actor()) = 'operator');
