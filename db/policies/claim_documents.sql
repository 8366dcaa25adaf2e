-- The partner's people have the proof of the claims they see; the programme reads.
alter table claim_documents enable row level security, force row level security;
grant select, insert, update on claim_documents to :"application";

create policy own on claim_documents for all using (
  app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.partner_id = claim_documents.partner_id and c.id = claim_id)));
create policy programme_reads on claim_documents for select using (
  app_actor() = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_documents.partner_id and c.id = claim_id));
