-- W12–W14: a claim stands decided with the row that says by whom, when and why, and no such row without that.
create or replace function claim_decided() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_owner_asks() or app_asker() <> 'operator' then return null; end if;
  if not exists (select from workshop_claims c join claim_reviews r on r.partner_id = c.partner_id and r.claim_id = c.id
    where c.partner_id = new.partner_id and c.id = (to_jsonb(new) ->> case tg_table_name when 'claim_reviews' then 'claim_id' else 'id' end)::uuid
      and (tg_table_name <> 'claim_reviews' or r.id::text = to_jsonb(new) ->> 'id')
      and (r.decision, r.decided_at, r.submitted_at, r.reviewer_id) = (c.status::text, c.status_at, c.submitted_at, c.reviewer_id)) then
    raise exception 'a claim is decided by a review' using errcode = 'check_violation', constraint = 'claim_reviews_decide';
  end if;
  return null;
end $$;
