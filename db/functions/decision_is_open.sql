-- D15, D18, D19: an answer is to a request that is open, and whose contact may be asked; the log has it already.
create or replace function decision_is_open() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare r consent_requests; logged jsonb;
begin
  select * into r from consent_requests where partner_id = new.partner_id and id = new.request_id;
  if r.closed_for = 'contact' or contact_is_own(r.partner_id, r.contact_email, r.partner_contact_email) then
    raise exception 'the contact is the partner''s own' using errcode = 'check_violation', constraint = 'consent_decisions_contact_own';
  elsif r.closed_at is not null then
    raise exception 'the request was closed' using errcode = 'check_violation', constraint = 'consent_decisions_request_open';
  elsif r.replaced_at is not null and new.decided_at >= r.replaced_at then
    raise exception 'the request was replaced' using errcode = 'check_violation', constraint = 'consent_decisions_request_current';
  elsif contact_standing(r.partner_id, r.release_id) <> 'released' then
    raise exception 'the contact was not released' using errcode = 'check_violation', constraint = 'consent_decisions_contact_released';
  elsif (new.contact_email, new.association_id) is distinct from (r.contact_email, r.association_id) then
    raise exception 'another contact was asked' using errcode = 'check_violation', constraint = 'consent_decisions_contact';
  end if;
  select l.data into logged from audit_log l where l.subject_id = new.association_id and l.chain = new.partner_id::text
    and l.hash = new.audit_hash and l.at = new.decided_at and l.actor_kind = 'visitor' and l.actor_id = new.link_id::text
    and l.event = case new.decision when 'accept' then 'consent.accepted' else 'consent.declined' end;
  if not found or exists (select from workshop_claims c where c.partner_id = new.partner_id and c.association_id = new.association_id
      and (logged -> 'claim', logged -> 'terms') is distinct from (claim_opened(c), claim_terms(c))) then
    raise exception 'the log does not have this answer' using errcode = 'check_violation', constraint = 'consent_decisions_in_log';
  end if;
  return new;
end $$;
