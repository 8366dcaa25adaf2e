-- A claim comes into being with the consent, by whose link gave it, and everything that is fixed then follows from the
-- facts: payout (D16), proof, clocks (D5, D9), contact. The owner alone makes claims up. That of an imported consent
-- (P19) comes with it (`import_rounds`).
create or replace function claim_begins() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations; v engagement_versions; r consent_requests; i imported_rounds; payout record;
begin
  if (app_owner_asks() or app_asker() = 'system') and new.requires is not null then return new; end if;
  select * into a from associations where partner_id = new.partner_id and id = new.association_id;
  if app_asker() = 'operator' then
    select * into i from imported_rounds where partner_id = a.partner_id and association_id = a.id and consented_on is not null;
  end if;
  if a.consented_at is null or a.ended_at is not null
    or i.association_id is null and (app_visited(), app_round()) is distinct from (a.partner_id, a.id) then
    raise exception 'a claim begins with its consent' using errcode = 'check_violation', constraint = 'workshop_claims_begin';
  end if;
  select * into v from engagement_versions where id = a.version_id;
  -- Nobody changes a rate meanwhile (P13).
  perform pg_advisory_xact_lock_shared(hashtextextended('rates ' || a.engagement_id, 0));
  select * into r from consent_requests where partner_id = a.partner_id and id = app_request() and association_id = a.id;
  new.id := gen_random_uuid();
  new.engagement_id := a.engagement_id;
  new.tenant_id := a.tenant_id;
  new.location_id := a.location_id;
  new.time_zone := a.time_zone;
  new.status_at := a.consented_at;
  new.created_at := a.consented_at;
  new.delivery_due_at := a.delivery_due_at;
  new.review_due_at := day_after(a.consented_at, v.review_days, a.time_zone);
  new.dispute_days := v.dispute_days;
  new.clock_stands_still := v.clock_stands_still;
  new.requires := array(select p ->> 'kind' from jsonb_array_elements(v.poe) with ordinality x (p, n) where not p ? 'optional' order by n);
  select * into payout from payout_at(a.engagement_id, (select l.country from locations l
    where l.partner_id = a.partner_id and l.id = a.location_id), (a.consented_at at time zone a.time_zone)::date);
  new.band := payout.band;
  new.payout_minor := payout.amount_minor;
  new.currency := payout.currency;
  new.rate_valid_from := payout.valid_from;
  new.renews_claim_id := a.renews_claim_id;
  if i.association_id is not null then
    new.contact_first_name := i.contact_name;
    new.contact_last_name := '';
    new.contact_title := '';
    new.contact_email := i.contact_email;
    new.contact_language := (select p.language from programme p);
    return new;
  end if;
  new.contact_first_name := r.contact_first_name;
  new.contact_last_name := r.contact_last_name;
  new.contact_title := r.contact_title;
  new.contact_email := r.contact_email;
  new.contact_language := r.language;
  new.contact_release_id := r.release_id;
  new.partner_contact_name := r.partner_contact_name;
  new.partner_contact_email := r.partner_contact_email;
  return new;
end $$;
