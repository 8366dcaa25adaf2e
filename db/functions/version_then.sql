-- P8, P19: the version of an engagement under which a round from before this product began: that of the instant, else the
-- first one.
create or replace function version_then(p_engagement uuid, p_at timestamptz) returns uuid language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(version_at(p_engagement, p_at), (select v.id from engagement_versions v
    where v.engagement_id = p_engagement and v.published_at is not null and v.withdrawn_at is null order by v.holds_from limit 1))
$$;

grant execute on function version_then to :"worker";
