-- P19: one of the rounds of `import_rounds`. Days are those at the location; what ran out by now ended when it did. A consent
-- that still runs has its claim, and what its partner can do with it.
create or replace function keep_imported_round(p_run uuid, p_partner uuid, p_location uuid, p_tenant uuid, p_engagement uuid,
    p_said jsonb, p_contact uuid, p_numbers integer[], p_at timestamptz) returns jsonb language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  s imported_rounds := jsonb_populate_record(null::imported_rounds, p_said);
  a associations; v engagement_versions; c workshop_claims; contact record; zone text; candidate integer;
begin
  select l.time_zone into zone from locations l where l.partner_id = p_partner and l.id = p_location;
  if greatest(s.asked_on, s.consented_on, s.declined_on, s.expired_on, s.withdrawn_on, s.completed_on) > (p_at at time zone zone)::date then
    raise exception 'what was before is not to come' using errcode = 'check_violation', constraint = 'imported_rounds_past';
  end if;
  perform end_lapsed(p_engagement, p_tenant, p_at);
  a.created_at := s.asked_on::timestamp at time zone zone;
  select * into v from engagement_versions where id = version_then(p_engagement, a.created_at);
  a.consent_due_at := case when s.expired_on is not null then s.expired_on::timestamp at time zone zone
    else greatest(day_after(a.created_at, v.consent_days, zone), day_after(coalesce(s.consented_on, s.declined_on)::timestamp at time zone zone, 0, zone)) end;
  a.consented_at := s.consented_on::timestamp at time zone zone;
  a.submitted_at := s.completed_on::timestamp at time zone zone;
  a.delivery_due_at := greatest(day_after(a.consented_at, v.delivery_days, zone), day_after(a.submitted_at, 0, zone));
  select x.reason, x.ended_at into a.end_reason, a.ended_at from (values
    (1, 'declined', s.declined_on::timestamp at time zone zone),
    (2, 'withdrawn', s.withdrawn_on::timestamp at time zone zone),
    (3, 'consent_expired', case when a.consented_at is null and a.consent_due_at <= p_at then a.consent_due_at end),
    (4, 'delivery_expired', case when a.submitted_at is null and a.delivery_due_at <= p_at then a.delivery_due_at end)) x (n, reason, ended_at)
    where x.ended_at is not null order by n limit 1;
  if a.consented_at is not null then
    a.consent_slot := case when a.ended_at is null then free_consent_slot(p_engagement, p_tenant) else 1 end;
    if a.consent_slot is null then
      raise exception 'the customer has given all its consents' using errcode = 'check_violation', constraint = 'imported_rounds_consent_left';
    end if;
  end if;
  insert into associations (partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at, time_zone,
      consent_due_at, requested_at, consented_at, consent_slot, delivery_due_at, submitted_at, ended_at, end_reason, search)
    values (p_partner, p_location, p_tenant, p_engagement, v.id, 'imported', s.contact_email, a.created_at, zone, a.consent_due_at,
      -- What runs still is to be asked here: no link of ours is out.
      case when a.consented_at is not null or a.ended_at is not null then a.created_at end,
      a.consented_at, a.consent_slot, a.delivery_due_at, a.submitted_at, a.ended_at, a.end_reason,
      -- As `customer_search` finds it once it is there.
      case when a.ended_at is not null then concat(customer_search(p_tenant, null, null), search_text(s.contact_email)) end)
    returning * into a;
  insert into imported_rounds (partner_id, association_id, run_id, imported_at, imported_by, asked_on, consented_on, declined_on, expired_on,
      withdrawn_on, completed_on, evidence, contact_name, contact_email)
    values (p_partner, a.id, p_run, p_at, app_user(), s.asked_on, s.consented_on, s.declined_on, s.expired_on, s.withdrawn_on,
      s.completed_on, s.evidence, s.contact_name, s.contact_email);
  if a.consented_at is not null and a.ended_at is null then
    -- D8, D18: who is asked now was told that they can answer.
    if exists (select from associations o join consent_requests r on r.partner_id = o.partner_id and r.association_id = o.id
      where o.engagement_id = p_engagement and o.tenant_id = p_tenant and o.partner_id <> p_partner and o.ended_at is null
        and o.consented_at is null and r.replaced_at is null and r.closed_at is null
        and taken_from(o.partner_id, p_engagement, p_tenant, p_at) is not null) then
      raise exception 'another partner is asking this customer' using errcode = 'check_violation', constraint = 'imported_rounds_asked';
    end if;
    if a.submitted_at is null then
      select u.name, u.email into contact from memberships m join users u on u.id = m.user_id
        where m.partner_id = p_partner and m.user_id = p_contact and m.ended_at is null and u.disabled_at is null;
      foreach candidate in array p_numbers loop
        insert into workshop_claims (number, partner_id, association_id, partner_contact_name, partner_contact_email)
          values (candidate, p_partner, a.id, contact.name, contact.email) on conflict (number) do nothing returning * into c;
        exit when found;
      end loop;
      if c.id is null then
        raise exception 'no free claim number was found';
      end if;
    end if;
  end if;
  return jsonb_build_object('id', a.id, 'createdAt', a.created_at, 'consentDueAt', a.consent_due_at, 'consentedAt', a.consented_at,
    'endedAt', a.ended_at, 'endReason', a.end_reason, 'submittedAt', a.submitted_at,
    'claim', case when c.id is not null then claim_opened(c) end, 'terms', case when c.id is not null then claim_terms(c) end);
end $$;
