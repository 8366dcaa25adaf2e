-- D16: what an engagement pays at a location, by its country, on a calendar day there, in the programme's currency (P13);
-- nulls where nothing is offered.
create or replace function payout_at(p_engagement uuid, p_country text, p_day date, out band text, out amount_minor bigint,
    out currency text, out valid_from text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select b.band, r.amount_minor, case when r.amount_minor is not null then (select p.currency from programme p) end, r.valid_from::text
  from (select coalesce((select m.band from market_countries m where m.country = p_country),
    (select m.key from market_bands m where m.elsewhere)) as band) b
  left join lateral (select r.amount_minor, r.valid_from from engagement_rates r
    where r.engagement_id = p_engagement and r.band = b.band and r.valid_from <= p_day and r.agreed_at is not null
    order by r.valid_from desc limit 1) r on true
$$;
