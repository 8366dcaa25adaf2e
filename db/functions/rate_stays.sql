-- P13: a rate by which a payout was fixed stays, and none comes between it and the day of that consent.
create or replace function rate_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare r engagement_rates := coalesce(new, old); fixed boolean;
begin
  if app_owner_asks() then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' and (new.engagement_id, new.band, new.valid_from) is distinct from (old.engagement_id, old.band, old.valid_from) then
    raise exception 'a rate is of its day' using errcode = 'check_violation', constraint = 'engagement_rates_stay';
  end if;
  if (tg_op = 'INSERT' or new.agreed_at is null) and r.agreed_at is null then return coalesce(new, old); end if;
  -- No claim begins meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('rates ' || r.engagement_id, 0));
  if tg_op = 'INSERT' or tg_op = 'UPDATE' and old.agreed_at is null then
    select exists (select from workshop_claims c where c.engagement_id = r.engagement_id and c.band = r.band
      and (c.created_at at time zone c.time_zone)::date >= r.valid_from
      and coalesce(c.rate_valid_from::date, '-infinity') < r.valid_from) into fixed;
  else
    select exists (select from workshop_claims c where c.engagement_id = r.engagement_id and c.band = r.band
      and c.rate_valid_from = r.valid_from::text) into fixed;
  end if;
  if fixed then
    raise exception 'a payout was fixed by it' using errcode = 'check_violation', constraint = 'engagement_rates_fixed';
  end if;
  return coalesce(new, old);
end $$;
