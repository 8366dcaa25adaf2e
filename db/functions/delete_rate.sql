-- P13: a catalogue editor takes a rate back by which nobody was paid (`rate_stays`).
create or replace function delete_rate(p_engagement uuid, p_valid_from date, p_band text) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_may('engagements.edit') then
    raise exception 'a catalogue editor does this' using errcode = 'insufficient_privilege';
  end if;
  delete from engagement_rates where engagement_id = p_engagement and valid_from = p_valid_from and band = p_band;
end $$;

grant execute on function delete_rate to :"web";
