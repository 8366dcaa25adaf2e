-- P8: the version of an engagement that holds at an instant; null before the first one does.
create or replace function version_at(p_engagement uuid, p_at timestamptz) returns uuid language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  return (select v.id from engagement_versions v
    where v.engagement_id = p_engagement and v.published_at is not null and v.withdrawn_at is null
      and v.holds_from <= (p_at at time zone coalesce((select p.time_zone from programme p), 'UTC'))::date
    order by v.holds_from desc limit 1);
end $$;

grant execute on function version_at to :"application";
