-- Since when the database knows a key of the worker, how many sessions that were opened before (or within an hour
-- of it, by a web server that was not yet started anew) still stand, and until when the last of them (O20).
create or replace function key_use(p_hash bytea, p_now timestamptz)
  returns table (since timestamptz, sessions bigint, until timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.since, count(s.id), max(s.expires_at)
  from private.keys k
  left join sessions s on s.created_at < k.since + interval '1 hour' and s.revoked_at is null and s.expires_at > p_now
  where k.hash = p_hash and k.actor = 'system'
  group by k.since
$$;

grant execute on function key_use to :"worker";
