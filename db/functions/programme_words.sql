-- What the programme calls what it measures, asks and offers, by language, kind and key (P9).
create or replace function programme_words() returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_object_agg(l.language, (select jsonb_object_agg(k.kind, k.words) from (
      select 'metrics' as kind, coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') as words from metrics
      union all select 'units', coalesce(jsonb_object_agg(key, coalesce(currency, unit)), '{}') from metrics
      union all select 'qualifications', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from qualifications
      union all select 'proof', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from proof_kinds
      union all select 'reasons', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from review_reasons
      union all select 'areas', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from solution_areas
      union all select 'roles', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from partner_roles
      union all select 'types', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from engagement_types
      union all select 'bands', coalesce(jsonb_object_agg(key, case l.language when 'nl' then label_nl else label_en end), '{}') from market_bands) k))
  from (values ('en'), ('nl')) l (language)
$$;

grant execute on function programme_words to :"application";
