-- P10: a catalogue editor deletes a word of the programme that nothing names.
create or replace function delete_word(p_kind text, p_key text) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_may(case p_kind when 'metrics' then 'metrics.edit' else 'engagements.edit' end) then
    raise exception 'a catalogue editor does this' using errcode = 'insufficient_privilege';
  end if;
  if p_kind = 'metrics' then delete from metrics where key = p_key;
  elsif p_kind = 'qualifications' then delete from qualifications where key = p_key;
  elsif p_kind = 'solution_areas' then delete from solution_areas where key = p_key;
  elsif p_kind = 'partner_roles' then delete from partner_roles where key = p_key;
  elsif p_kind = 'engagement_types' then delete from engagement_types where key = p_key;
  elsif p_kind = 'market_bands' then delete from market_bands where key = p_key;
  end if;
end $$;

grant execute on function delete_word to :"web";
