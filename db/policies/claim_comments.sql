-- Both sides write under their own name, and nothing is taken back.
alter table claim_comments enable row level security, force row level security;
grant select, insert on claim_comments to :"application";

create policy reads on claim_comments for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from workshop_claims c where c.partner_id = claim_comments.partner_id and c.id = claim_id)));
create policy partner_writes on claim_comments for insert with check (
  partner_id = (select app_partner()) and author_kind = 'partner' and author_id = (select app_user())
  and exists (select from workshop_claims c where c.partner_id = claim_comments.partner_id and c.id = claim_id));
create policy programme_writes on claim_comments for insert with check (
  (select app_may('claims.reply')) and partner_id <> all ((select app_affiliated())::uuid[]) and author_kind = 'operator' and author_id = (select app_user())
  and exists (select from workshop_claims c where c.partner_id = claim_comments.partner_id and c.id = claim_id));
create policy programme_reads on claim_comments for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_comments.partner_id and c.id = claim_id));
-- O23: nobody changes it but the owner's functions that take a person out.
create policy erases on claim_comments for update using ((select app_erases()));
