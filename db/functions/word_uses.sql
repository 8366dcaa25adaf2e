-- By what a word of the programme is used (P9): engagements by slug, and of what there are many only that there are some.
create or replace function word_uses(p_of text, p_key text) returns table (kind text, slug text) language sql stable
  security definer set search_path = public, pg_temp as $$
  select 'engagement', e.slug from engagements e where case p_of
      when 'solution_areas' then e.solution_area = p_key
      when 'engagement_types' then e.engagement_type = p_key
      when 'partner_roles' then e.partner_role = p_key
      when 'market_bands' then exists (select from engagement_rates r where r.engagement_id = e.id and r.band = p_key)
      else exists (select from engagement_versions v where v.engagement_id = e.id and v.withdrawn_at is null and case p_of
        when 'metrics' then jsonb_path_exists(v.customer_criteria, '$.**.metric ? (@ == $k)', jsonb_build_object('k', p_key))
        when 'qualifications' then v.partner_criteria -> 'anyOf' ? p_key or v.partner_criteria -> 'allOf' ? p_key
        when 'proof_kinds' then jsonb_path_exists(v.poe, '$[*].kind ? (@ == $k)', jsonb_build_object('k', p_key)) end) end
  union all select 'tenants', null where p_of = 'metrics' and exists (select from tenant_usage u where u.metrics ? p_key)
  union all select 'locations', null where p_of = 'qualifications'
    and exists (select from location_qualifications l where l.qualification = p_key)
  union all select 'claims', null where p_of = 'market_bands' and exists (select from workshop_claims c where c.band = p_key)
    or p_of = 'proof_kinds' and (exists (select from workshop_claims c where p_key = any (c.requires))
      or exists (select from claim_documents d where d.requirement = p_key))
    or p_of = 'review_reasons' and exists (select from claim_reviews r where r.reasons @> jsonb_build_array(jsonb_build_object('code', p_key)))
  order by 1, 2
$$;

grant execute on function word_uses to :"web";
