-- A view is its person's, or everybody's at the company or the programme; those are kept by who manages there (K3).
alter table saved_views enable row level security, no force row level security;
grant select, insert, update (query, name, is_default, pinned, saved_at, saved_by), delete on saved_views to :"web";

create policy here on saved_views for select using (
  (select app_actor()) = 'system' or ((user_id is null or user_id = (select app_user())) and case (select app_actor())
    when 'partner' then partner_id = (select app_partner())
    when 'operator' then partner_id is null else false end));

create policy kept on saved_views for insert with check (saved_by = (select app_user()) and case (select app_actor())
  when 'partner' then partner_id = (select app_partner())
    and (user_id = (select app_user()) or user_id is null and app_administers(partner_id, null))
  when 'operator' then partner_id is null
    and (user_id = (select app_user()) or user_id is null and app_may('settings.programme')) else false end);

create policy changed on saved_views for update using (user_id = (select app_user()) or user_id is null and case (select app_actor())
    when 'partner' then app_administers(partner_id, null)
    when 'operator' then app_may('settings.programme') else false end)
  with check (saved_by = (select app_user()));

create policy gone on saved_views for delete using (user_id = (select app_user()) or user_id is null and case (select app_actor())
  when 'partner' then app_administers(partner_id, null)
  when 'operator' then app_may('settings.programme') else false end);
