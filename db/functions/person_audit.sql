-- O24: which rows of which chains tell of a person in words that may go now: they name the address or the name, or are the
-- proof of a row that is erased. What a round keeps for now, its rows of the log keep too.
create or replace function person_audit(p_address text, p_now timestamptz) returns table (chain text, rows bigint[]) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  spoken text[] := lower(p_address) || person_names(p_address);
  said text := word_pattern(spoken || json_words(spoken));
  anywhere text := words_anywhere(spoken || json_words(spoken));
  partners uuid[]; ids text[]; claims text[]; imported text[]; account_stays boolean;
begin
  if app_asker() <> 'system' and not app_owner_asks() then
    raise exception 'the product itself erases' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(distinct r.partner_id), array_agg(r.id) filter (where r.why is null and r.thing not like 'workshop_claims%' and r.thing not like 'associations%' and r.thing not like 'imported_rounds%' and r.thing <> 'users'),
      array_agg(r.id) filter (where r.why is null and r.thing like 'workshop_claims%'), array_agg(r.id) filter (where r.why is null and r.thing like 'imported_rounds%'),
      coalesce(bool_or(r.why in ('account', 'invited')), false)
    into partners, ids, claims, imported, account_stays from person_rows(p_address, p_now) r;
  return query
  select l.chain, array_agg(l.seq) from audit_log l
  where l.chain = any (array_append(partners::text[], 'programme')) and l.words_salt is not null
    and (says_any((select jsonb_object_agg(key, value) from jsonb_each(l.data) where key = any (l.words))::text, anywhere, said)
      or l.subject_id::text = any (ids) or exists (select from jsonb_each_text(l.data) v where v.value = any (ids))
      or l.event = 'claim.edited' and l.subject_id::text = any (claims)
      or l.event = 'round.imported' and l.subject_id::text = any (imported)
      or exists (select from claim_reviews v where v.id::text = any (ids) and v.claim_id = l.subject_id and v.decided_at = l.at and v.partner_id::text = l.chain))
    and not exists (select from legal_holds h where h.lifted_at is null and standing_tenant(h.tenant_id) = standing_tenant(l.subject_id))
    and not (account_stays and l.event like 'person.%')
    and not exists (select from associations a, round_stays(a.partner_id, a.id, p_now) where a.partner_id::text = l.chain
      and (a.id = l.subject_id or a.id = (select c.association_id from workshop_claims c where c.partner_id = a.partner_id and c.id = l.subject_id)))
  group by l.chain;
end $$;

grant execute on function person_audit to :"worker";
