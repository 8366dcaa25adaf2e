-- U2: who may give the roles invites, never themselves (U4), sends again and takes back; the link alone reads its own and accepts it, by the
-- trigger's checks.
alter table invitations enable row level security, no force row level security;
grant select, insert on invitations to :"application";
grant update (created_by, sent_at, expires_at, withdrawn_at, withdrawn_by, accepted_at, full_name, language) on invitations to :"web";
grant update (withdrawn_at, withdrawn_by) on invitations to :"worker";

create policy product on invitations for all using ((select app_actor()) = 'system');
create policy own on invitations for select using (partner_id = (select app_partner()) and ((select app_places()) is null
  or created_by = (select app_user()) or roles = '[]' or exists (select from jsonb_array_elements(roles) r
    where r ->> 'locationId' is null or (r ->> 'locationId')::uuid = any ((select app_places())::uuid[]))));
create policy programme_reads on invitations for select using ((select app_actor()) = 'operator');
create policy invites on invitations for insert with check (app_invites(partner_id, roles, email) and created_by = (select app_user())
  and not exists (select from users u where u.id = (select app_user()) and mailbox_key(u.email) = mailbox_key(invitations.email))
  and (partner_id <> '00000000-0000-0000-0000-000000000000' or (select app_fresh()))
  and accepted_at is null and withdrawn_at is null and app_tells_now(created_at) and sent_at = created_at);
create policy changes on invitations for update using (app_invites(partner_id, roles, email)) with check (accepted_at is null);
create policy visited on invitations for select using (partner_id = (select app_visited()) and id = (select app_request()));
create policy accepts on invitations for update using (partner_id = (select app_visited()) and id = (select app_request()));
