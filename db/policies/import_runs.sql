-- The programme's staff read what was imported; who may import a kind begins, corrects and stops it (P19, P22). The
-- worker takes it in as whoever began it (`app_enter`), and tells how far it is.
alter table import_runs enable row level security, no force row level security;
grant select on import_runs to :"application";
grant insert on import_runs to :"application";
grant update (state, pass, options, match, began_at, began_by, moved_at, stop_asked, failure, line, bytes,
  made, changed, unchanged, refused, remove_asked, remove_reason) on import_runs to :"web";
grant update (state, pass, rows_sha256, recognised, match, sample, previewed_at, moved_at, ended_at, stop_asked, failure, line, bytes,
  made, changed, unchanged, refused, gone, gone_pass, rows_done, removed, stayed) on import_runs to :"worker";

create policy product on import_runs for select using ((select app_actor()) = 'system');
create policy product_tells on import_runs for update using ((select app_actor()) = 'system');
-- What was taken in at the command line, when it is done: nobody's name can be put there.
create policy product_took on import_runs for insert with check ((select app_actor()) = 'system' and made_by is null and kind = 'tenants');
create policy programme_reads on import_runs for select using ((select app_actor()) = 'operator');
create policy begins on import_runs for insert
  with check (import_may(kind) and made_by = (select app_user()) and state = 'received' and began_by is null);
create policy goes_on on import_runs for update using (import_may(kind));
