-- E-mails belong to a partner; the programme reads and posts.
alter table emails enable row level security, force row level security;
grant select, insert, update on emails to :"application";

create policy own on emails for all using (app_owns(partner_id));
create policy programme_reads on emails for select using (app_actor() = 'operator');
create policy programme_posts on emails for insert with check (app_actor() = 'operator');
