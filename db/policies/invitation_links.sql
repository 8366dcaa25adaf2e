-- A link is written when its e-mail is handed over (`open_link`). Nobody reads or writes the hashes of their tokens.
alter table invitation_links enable row level security, no force row level security;
grant select (id, partner_id, invitation_id, created_at) on invitation_links to :"application";

create policy product on invitation_links for all using ((select app_actor()) = 'system');
