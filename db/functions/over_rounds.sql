-- O23: rounds whose people are to be removed: ended so long ago that nothing of it can be disputed, under no hold, and not
-- forgotten yet; the oldest first.
create or replace function over_rounds(p_now timestamptz, p_most integer) returns table (partner_id uuid, association_id uuid) language sql stable
  security definer set search_path = public, pg_temp as $$
  select a.partner_id, a.id from associations a left join workshop_claims c on c.partner_id = a.partner_id and c.association_id = a.id
  where greatest(case when a.ended_at is null and a.submitted_at is null then a.consent_due_at end, a.ended_at, a.submitted_at, c.status_at)
      + make_interval(years => coalesce((select kept_years from programme), 7)) < p_now
    and not exists (select from forgotten_rounds f where f.partner_id = a.partner_id and f.association_id = a.id)
    and not is_held(a.partner_id, a.id)
    and not exists (select from round_stays(a.partner_id, a.id, p_now))
  order by a.created_at limit p_most
$$;
