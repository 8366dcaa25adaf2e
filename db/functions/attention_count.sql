-- How many things wait for the partner at these locations (null: all); no more than `p_max` are looked at.
create or replace function attention_count(p_partner uuid, p_locations uuid[], p_now timestamptz, p_max integer) returns integer
  language plpgsql stable as $$
begin
  return (select count(*) from (
    select from attention_rows(p_partner, p_locations, p_now, 'all', p_max) limit p_max) counted);
end $$;

grant execute on function attention_count to :"application";
