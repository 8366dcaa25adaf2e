-- A draft belongs to the person who writes it.
alter table drafts enable row level security, no force row level security;
grant select, insert, update (kind, engagement_id, subject_id, "values", updated_at, completed_at, result), delete on drafts to :"web";
grant select, delete on drafts to :"worker";

create policy own on drafts for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and user_id = (select app_user())));
-- D4: the worker forgets what nobody touched for a month, and nothing else.
create policy only_old on drafts as restrictive for delete to :"worker" using (updated_at < now() - interval '29 days');
