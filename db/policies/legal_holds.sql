-- O25: administrators place a hold and lift it once; all staff see it.
alter table legal_holds enable row level security, no force row level security;
grant select on legal_holds to :"application";
grant insert, update (lifted_at, lifted_by, lifted_why) on legal_holds to :"web";

create policy programme_reads on legal_holds for select using ((select app_actor()) in ('operator', 'system'));
create policy places on legal_holds for insert with check ((select app_may('data.people')) and placed_by = (select app_user()) and lifted_at is null);
create policy lifts on legal_holds for update using ((select app_may('data.people')) and lifted_at is null)
  with check ((select app_may('data.people')) and lifted_by = (select app_user()));
