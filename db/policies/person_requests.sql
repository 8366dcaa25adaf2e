-- O24: administrators handle what people ask for; the worker erases by a function of the owner, which alone empties the address.
alter table person_requests enable row level security, no force row level security;
grant select on person_requests to :"application";
grant insert, update (given_at, given_by, erase_at, erase_by) on person_requests to :"web";

create policy product on person_requests for select using ((select app_actor()) = 'system');
create policy handles on person_requests for select using ((select app_may('data.people')));
create policy asks on person_requests for insert with check ((select app_may('data.people')) and asked_by = (select app_user())
  and num_nonnulls(given_at, erase_at, done_at, tried_at, names) = 0 and gone = '{}' and stays = '{}');
create policy goes_on on person_requests for update using ((select app_may('data.people')) and done_at is null);
