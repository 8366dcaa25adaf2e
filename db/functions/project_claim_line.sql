-- `claim_lines` follows the claims, and what a customer or an ended round is found by follows its claim.
create or replace function project_claim_line() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform project_found_by(new.partner_id, new.association_id);
  update customers c set search = l.search from claim_lines l
    where c.partner_id = new.partner_id and c.association_id = new.association_id
      and l.partner_id = new.partner_id and l.claim_id = new.id and c.search <> l.search;
  return null;
end $$;
