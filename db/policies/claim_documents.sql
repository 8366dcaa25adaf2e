-- The partner's people have the proof of the claims they see; the programme reads.
alter table claim_documents enable row level security, no force row level security;
grant select, insert on claim_documents to :"application";
grant update (removed_at, removed_by) on claim_documents to :"web";
grant update (quarantined_at, scanned_at, infection) on claim_documents to :"worker";

create policy own on claim_documents for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from workshop_claims c where c.partner_id = claim_documents.partner_id and c.id = claim_id)));
create policy programme_reads on claim_documents for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_documents.partner_id and c.id = claim_id));
