-- What columns are called, as staff who import a kind said (P20).
alter table import_matches enable row level security, no force row level security;
grant select on import_matches to :"application";
grant insert, update ("column") on import_matches to :"web";

create policy product on import_matches for select using ((select app_actor()) = 'system');
create policy programme_reads on import_matches for select using ((select app_actor()) = 'operator');
create policy remembers on import_matches for insert with check (import_may(kind));
create policy corrects on import_matches for update using (import_may(kind));
