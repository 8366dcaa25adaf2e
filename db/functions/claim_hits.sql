-- Which claims fit: of the asking partner's locations, or of all partners for the programme; null: too many.
create or replace function claim_hits(p_patterns text[], p_most integer) returns integer[]
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare rarest text[]; asker text := app_asker(); partner uuid := app_partner(); places uuid[] := app_places();
begin
  if asker = 'partner' then
    rarest := claims_rarest(p_patterns);
    if rarest is null then return null; end if;
    return array(select l.number from claim_lines l
      where l.partner_id = partner and l.search like rarest[1]
      and l.search like coalesce(rarest[2], rarest[1])
        and l.search like all (p_patterns) and coalesce(l.location_id = any (places), true)
      limit p_most);
  elsif asker = 'operator' then
    return array(select l.number from claim_lines l
      where l.search like p_patterns[1]
        and l.search like coalesce(p_patterns[2], p_patterns[1]) and l.search like coalesce(p_patterns[3], p_patterns[1])
        and l.search like all (p_patterns)
      limit p_most);
  end if;
  return '{}';
end $$;

grant execute on function claim_hits to :"application";
