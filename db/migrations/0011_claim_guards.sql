-- The moves of a claim (section 6), the same as in `lib/claims/rules.ts`.
insert into claim_moves (from_status, to_status, mover) values
  ('editing', 'submitted', 'partner'),
  ('editing', 'cancelled', 'partner'),
  ('editing', 'cancelled', 'customer'),
  ('editing', 'not_submitted_expired', 'clock'),
  ('submitted', 'under_review', 'operator'),
  ('under_review', 'action_required', 'operator'),
  ('under_review', 'approved', 'operator'),
  ('under_review', 'rejected', 'operator'),
  ('action_required', 'submitted', 'partner'),
  ('action_required', 'post_submission_expired', 'clock'),
  ('approved', 'paid', 'operator'),
  ('rejected', 'disputed', 'partner'),
  ('rejected', 'dispute_expired', 'clock'),
  ('disputed', 'approved', 'operator'),
  ('disputed', 'rejected_final', 'operator');
--> statement-breakpoint

-- Row-level security of all that belongs to claims.
do $$
declare t text;
begin
  foreach t in array array['claim_moves', 'claim_comments', 'claim_reviews', 'claim_documents', 'claim_surveys', 'survey_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['claim_comments', 'claim_reviews', 'claim_documents', 'claim_surveys'] loop
    execute format('create policy programme_reads on %I for select using (app_actor() = ''operator'')', t);
  end loop;
end $$;
--> statement-breakpoint
create policy reads on claim_moves for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
--> statement-breakpoint
-- Staff of the programme who also belong to a company of the network do nothing with its claims.
create function app_reviews(partner uuid) returns boolean language sql stable
  return app_actor() = 'operator' and not exists (
    select from users u where u.id = app_user() and u.affiliated_partner_id = partner);
--> statement-breakpoint
create policy programme_posts on emails for insert with check (app_actor() = 'operator');
--> statement-breakpoint
drop policy own on workshop_claims;
--> statement-breakpoint
create policy own on workshop_claims for all using (
  app_owns(partner_id) and (app_actor() <> 'partner' or app_sees(location_id)));
--> statement-breakpoint
create policy reviews on workshop_claims for update using (app_reviews(partner_id)) with check (app_reviews(partner_id));
--> statement-breakpoint
create policy own on claim_documents for all using (
  app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.id = claim_id)));
--> statement-breakpoint
create policy own on claim_surveys for all using (
  app_owns(partner_id)
  and (app_actor() <> 'visitor' or id = app_request())
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.id = claim_id)));
--> statement-breakpoint
create policy own on survey_links for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or survey_id = app_request()));
--> statement-breakpoint
create policy reads on claim_comments for select using (
  app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.id = claim_id)));
--> statement-breakpoint
create policy partner_writes on claim_comments for insert with check (
  app_actor() = 'partner' and partner_id = app_partner() and author_kind = 'partner' and author_id = app_user()
  and exists (select from workshop_claims c where c.id = claim_id));
--> statement-breakpoint
create policy programme_writes on claim_comments for insert with check (
  app_reviews(partner_id) and author_kind = 'operator' and author_id = app_user());
--> statement-breakpoint
create policy reads on claim_reviews for select using (
  app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.id = claim_id)));
--> statement-breakpoint
-- Only the programme's staff decide about a claim.
create policy programme_decides on claim_reviews for insert with check (
  app_reviews(partner_id) and reviewer_id = app_user());
--> statement-breakpoint
grant select, insert, update, delete on claim_comments, claim_reviews, claim_documents, claim_surveys, survey_links to mci_application;
--> statement-breakpoint
revoke update, delete on claim_comments, claim_reviews, survey_links from mci_application;
--> statement-breakpoint
revoke delete on claim_documents, claim_surveys from mci_application;
--> statement-breakpoint
revoke insert, update, delete on claim_moves from mci_application;
--> statement-breakpoint

-- A claim begins in editing, keeps its facts, and moves as the table says, moved by whom it says.
create function claim_fits() returns trigger language plpgsql as $$
declare who text := case app_actor() when 'visitor' then 'customer' when 'system' then 'clock' else app_actor() end;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'editing' then
      raise exception 'a claim begins in editing' using errcode = 'check_violation', constraint = 'workshop_claims_begin';
    end if;
    return new;
  end if;
  new.version := old.version + 1;
  if (new.number, new.partner_id, new.association_id, new.engagement_id, new.tenant_id, new.location_id, new.time_zone,
      new.payout_usd, new.band, new.rate_valid_from, new.requires, new.created_at, new.delivery_due_at, new.dispute_days,
      new.clock_stands_still, new.renews_claim_id)
    is distinct from
    (old.number, old.partner_id, old.association_id, old.engagement_id, old.tenant_id, old.location_id, old.time_zone,
      old.payout_usd, old.band, old.rate_valid_from, old.requires, old.created_at, old.delivery_due_at, old.dispute_days,
      old.clock_stands_still, old.renews_claim_id)
    or (old.rejected_at is not null and (new.rejected_at, new.dispute_due_at) is distinct from (old.rejected_at, old.dispute_due_at))
    or (old.disputed_at is not null and new.disputed_at is distinct from old.disputed_at)
    or (old.paid_at is not null and (new.paid_at, new.payment_reference) is distinct from (old.paid_at, old.payment_reference)) then
    raise exception 'a fact of a claim does not change' using errcode = 'check_violation', constraint = 'workshop_claims_facts_stay';
  end if;
  if new.review_due_at is distinct from old.review_due_at
    and not (old.status = 'under_review' and new.status = 'action_required' and old.clock_stands_still and new.review_due_at > old.review_due_at) then
    raise exception 'the deadline of a review moves only while the clock stands still' using errcode = 'check_violation', constraint = 'workshop_claims_clock_stays';
  end if;
  if new.status <> old.status then
    if not exists (select from claim_moves m where m.from_status = old.status and m.to_status = new.status and m.mover = who) then
      raise exception 'no such move of a claim: % to % by %', old.status, new.status, who
        using errcode = 'check_violation', constraint = 'workshop_claims_moves';
    end if;
    if old.status = 'action_required' and new.status = 'submitted' and new.submitted_at >= old.review_due_at then
      raise exception 'the claim came too late' using errcode = 'check_violation', constraint = 'workshop_claims_fixed_in_time';
    end if;
  end if;
  if old.status not in ('editing', 'action_required')
    and (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email, new.contact_language,
      new.partner_contact_name, new.partner_contact_email, new.invoice_number, new.invoice_amount, new.invoice_currency,
      new.workshop_from, new.workshop_until)
    is distinct from
    (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email, old.contact_language,
      old.partner_contact_name, old.partner_contact_email, old.invoice_number, old.invoice_amount, old.invoice_currency,
      old.workshop_from, old.workshop_until) then
    raise exception 'a claim that was sent in is not edited' using errcode = 'check_violation', constraint = 'workshop_claims_closed';
  end if;
  if (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email)
    is distinct from (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email)
    and claim_survey_answered(new.id, 'customer') then
    raise exception 'the customer contact has answered' using errcode = 'check_violation', constraint = 'workshop_claims_contact_locked';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function claim_survey_answered(p_claim uuid, p_kind text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (select from claim_surveys s where s.claim_id = p_claim and s.kind = p_kind and s.answered_at is not null)
$$;
--> statement-breakpoint
create trigger claim_fits before insert or update on workshop_claims for each row execute function claim_fits();
--> statement-breakpoint
-- Nothing is sent in before every requirement is done, and its association knows of it (W11).
create function claim_ready() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare r text;
begin
  foreach r in array new.requires loop
    if not (case r
      when 'partner_survey' then claim_survey_answered(new.id, 'partner')
      when 'customer_survey' then claim_survey_answered(new.id, 'customer')
      else exists (select from claim_documents d where d.claim_id = new.id and d.requirement = r and d.removed_at is null) end) then
      raise exception 'the claim lacks %', r using errcode = 'check_violation', constraint = 'workshop_claims_ready';
    end if;
  end loop;
  if not exists (select from associations a where a.id = new.association_id and a.submitted_at is not null) then
    raise exception 'the association does not know that its claim was sent in' using errcode = 'check_violation', constraint = 'workshop_claims_ready';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger claim_ready after update of status on workshop_claims
  deferrable initially deferred for each row when (new.status = 'submitted') execute function claim_ready();
--> statement-breakpoint
-- The other way round: an association is sent in with its claim, never alone.
create function association_submits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from workshop_claims c where c.association_id = new.id and c.submitted_at is not null) then
    raise exception 'an association was sent in without its claim' using errcode = 'check_violation', constraint = 'associations_submit_with_claim';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger association_submits after update of submitted_at on associations
  deferrable initially deferred for each row when (new.submitted_at is not null) execute function association_submits();
--> statement-breakpoint
alter table associations add constraint associations_renews_own foreign key (partner_id, renews_claim_id)
  references workshop_claims (partner_id, id);
--> statement-breakpoint

-- Proof changes while the partner works on the claim, and a document's facts never do.
create function claim_is_open(p_claim uuid) returns boolean language plpgsql
  security definer set search_path = public, pg_temp as $$
declare s claim_status;
begin
  select status into s from workshop_claims where id = p_claim for share;
  return s in ('editing', 'action_required');
end $$;
--> statement-breakpoint
create function document_fits() returns trigger language plpgsql as $$
begin
  if not claim_is_open(new.claim_id) then
    raise exception 'the claim is not open' using errcode = 'check_violation', constraint = 'claim_documents_claim_open';
  end if;
  if tg_op = 'UPDATE' and (old.removed_at is not null
    or (new.id, new.partner_id, new.claim_id, new.requirement, new.place, new.name, new.media_type, new.size, new.sha256, new.uploaded_at, new.uploaded_by)
      is distinct from
      (old.id, old.partner_id, old.claim_id, old.requirement, old.place, old.name, old.media_type, old.size, old.sha256, old.uploaded_at, old.uploaded_by)) then
    raise exception 'a document does not change' using errcode = 'check_violation', constraint = 'claim_documents_facts_stay';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger document_fits before insert or update on claim_documents for each row execute function document_fits();
--> statement-breakpoint
-- Only who was asked answers: the customer's survey by its link; the partner's by link or by the partner (W4–W9).
create function survey_fits() returns trigger language plpgsql as $$
begin
  if not claim_is_open(new.claim_id) then
    raise exception 'the claim is not open' using errcode = 'check_violation', constraint = 'claim_surveys_claim_open';
  end if;
  if new.answered_at is not null and (tg_op = 'INSERT' or old.answered_at is null)
    and not ((app_actor() = 'visitor' and new.id = app_request()) or (app_actor() = 'partner' and new.kind = 'partner')) then
    raise exception 'a survey is answered by whom it asks' using errcode = 'check_violation', constraint = 'claim_surveys_own_answer';
  end if;
  if tg_op = 'UPDATE' and (old.answered_at is not null or old.replaced_at is not null
    or (new.id, new.partner_id, new.claim_id, new.kind, new.recipient_name, new.recipient_email, new.questions, new.created_at, new.created_by)
      is distinct from
      (old.id, old.partner_id, old.claim_id, old.kind, old.recipient_name, old.recipient_email, old.questions, old.created_at, old.created_by)) then
    raise exception 'a survey does not change' using errcode = 'check_violation', constraint = 'claim_surveys_facts_stay';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger survey_fits before insert or update on claim_surveys for each row execute function survey_fits();
--> statement-breakpoint
create function find_survey_link(p_token_hash bytea) returns table (link_id uuid, partner_id uuid, survey_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.partner_id, l.survey_id from survey_links l where l.token_hash = p_token_hash
$$;
--> statement-breakpoint
-- P1 of section 9: a claim that is begun anew has everything of the one that ran out, but its customer's survey.
create function copy_claim(p_from uuid, p_to uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update workshop_claims n set friendly_name = o.friendly_name, invoice_number = o.invoice_number,
    invoice_amount = o.invoice_amount, invoice_currency = o.invoice_currency, workshop_from = o.workshop_from,
    workshop_until = o.workshop_until
  from workshop_claims o where n.id = p_to and o.id = p_from and o.partner_id = n.partner_id;
  insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by)
  select d.partner_id, n.id, d.requirement, d.place, d.name, d.media_type, d.size, d.sha256, d.uploaded_at, d.uploaded_by
  from claim_documents d join workshop_claims n on n.id = p_to and n.partner_id = d.partner_id
  where d.claim_id = p_from and d.removed_at is null;
end $$;
--> statement-breakpoint
create or replace function app_session(p_session uuid, p_now timestamptz) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('sessionId', s.id, 'userId', u.id, 'name', u.name, 'email', u.email, 'title', u.title,
    'phone', u.phone, 'locale', u.locale, 'operator', u.operator, 'affiliatedPartnerId', u.affiliated_partner_id,
    'partnerId', u.partner_id, 'partnerName', p.name,
    'grants', coalesce((select jsonb_agg(jsonb_build_object('locationId', g.location_id, 'role', g.role))
      from role_grants g where g.user_id = u.id), '[]'))
  from sessions s join users u on u.id = s.user_id left join partners p on p.id = u.partner_id
  where s.id = p_session and s.revoked_at is null and s.expires_at > p_now and u.disabled_at is null
$$;
--> statement-breakpoint
-- Ends what ran out by `p_now`; for one tenant and engagement, or (nulls) for at most 1,000 rounds.
create or replace function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_tenant is not null then
    perform lock_tenant(p_tenant);
    perform lock_rivals(p_engagement, p_tenant);
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null for update;
  end if;
  return query
  with lapsed as (
    select id from associations
    where ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now))
      and (p_engagement is null or engagement_id = p_engagement) and (p_tenant is null or tenant_id = p_tenant)
    order by id limit 1000 for update skip locked
  ), ended as (
    update associations a set
      ended_at = case when a.consented_at is null then a.consent_due_at else a.delivery_due_at end,
      end_reason = (case when a.consented_at is null then 'consent_expired' else 'delivery_expired' end)::end_reason
    from lapsed where a.id = lapsed.id returning a.id, a.end_reason, a.ended_at
  ), claims as (
    update workshop_claims c set status = 'not_submitted_expired', status_at = e.ended_at from ended e
    where c.association_id = e.id and e.end_reason = 'delivery_expired' and c.status = 'editing'
  )
  select id from ended;
end $$;
--> statement-breakpoint
grant execute on function app_reviews(uuid), claim_survey_answered(uuid, text), claim_is_open(uuid),
  find_survey_link(bytea), copy_claim(uuid, uuid) to mci_application;
