-- P6: a catalogue editor wants a rate to be taken back, or no longer; another one takes it back (`delete_rate`).
create or replace function want_rate_removed(p_engagement uuid, p_valid_from date, p_band text, p_wanted boolean) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app_may('engagements.edit') then
    raise exception 'a catalogue editor does this' using errcode = 'insufficient_privilege';
  end if;
  update engagement_rates set removal_by = case when p_wanted then app_user() end
    where engagement_id = p_engagement and valid_from = p_valid_from and band = p_band and (removal_by is null) = p_wanted;
  return found;
end $$;

grant execute on function want_rate_removed to :"web";
