-- P1 of section 9: a claim that is begun anew has everything of the one that ran out, but its customer's survey.
-- For the partner whose claims they are.
create or replace function copy_claim(p_from uuid, p_to uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update workshop_claims n set friendly_name = o.friendly_name, invoice_number = o.invoice_number,
    invoice_amount = o.invoice_amount, invoice_currency = o.invoice_currency, workshop_from = o.workshop_from,
    workshop_until = o.workshop_until
  from workshop_claims o where n.id = p_to and n.renews_claim_id = o.id and n.partner_id = (select app_visited()) and o.id = p_from
    and o.partner_id = n.partner_id;
  insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by, quarantined_at, scanned_at)
  select d.partner_id, n.id, d.requirement, d.place, d.name, d.media_type, d.size, d.sha256, d.uploaded_at, d.uploaded_by, d.quarantined_at, d.scanned_at
  from claim_documents d join workshop_claims n on n.id = p_to and n.renews_claim_id = p_from
    and n.partner_id = (select app_visited()) and n.partner_id = d.partner_id
  where d.claim_id = p_from and d.removed_at is null and d.infection is null;
end $$;

grant execute on function copy_claim to :"web";
