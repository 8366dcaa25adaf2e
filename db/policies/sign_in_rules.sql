-- How a company's people sign in: admins of the whole company keep it, and staff who do not belong to it (U12), who proved just now who they are (U13).
alter table sign_in_rules enable row level security, no force row level security;
grant select, insert, update (provider, issuer, break_glass_id, needs_factor, revision, changed_at, changed_by) on sign_in_rules to :"web";

create policy own on sign_in_rules for select using ((select app_actor()) = 'system' or partner_id = (select app_partner()));
create policy programme_reads on sign_in_rules for select using ((select app_actor()) = 'operator');
create policy keeps on sign_in_rules for insert with check (
  app_administers(partner_id, null) and (select app_fresh()) and changed_by = (select app_user()) and app_tells_now(changed_at));
create policy changes on sign_in_rules for update using (app_administers(partner_id, null))
  with check (app_administers(partner_id, null) and (select app_fresh()) and changed_by = (select app_user()) and app_tells_now(changed_at));
