-- P18: the programme ends a round, with a reason: while its customer is asked, once they consented, or after its claim has
-- come to its end; what a reviewer or the payments still hold, they decide first. A claim that was not sent in is
-- cancelled. Gives what was ended, and the claim's contact, who is to be told; no row when it stands otherwise.
create or replace function stop_round(p_partner uuid, p_round uuid, p_reason text, p_at timestamptz)
  returns table (kind text, claim_number integer, contact_name text, contact_email text, contact_language text,
    partner_contact_name text, partner_contact_email text)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare a associations; c workshop_claims;
begin
  if not app_may('rounds.end') or p_partner = any (app_affiliated()) or not app_tells_now(p_at) then
    raise exception 'this round is not for you to end' using errcode = 'insufficient_privilege';
  end if;
  select * into a from associations where partner_id = p_partner and id = p_round for update;
  select * into c from workshop_claims w where w.partner_id = p_partner and w.association_id = p_round for update;
  if a.id is null or a.ended_at is not null or coalesce(c.status, 'editing') not in ('editing', 'paid', 'rejected_final', 'dispute_expired',
      'post_submission_expired')
    or a.submitted_at is null and coalesce(a.delivery_due_at, a.consent_due_at) <= p_at then return; end if;
  update associations set ended_at = p_at, end_reason = 'programme', end_note = p_reason where partner_id = p_partner and id = p_round;
  update workshop_claims w set status = 'cancelled', status_at = p_at where w.partner_id = p_partner and w.id = c.id and w.status = 'editing';
  return query select case when a.consented_at is null then 'asked' when a.submitted_at is null then 'consented' else 'done' end,
    c.number, btrim(c.contact_first_name || ' ' || c.contact_last_name), c.contact_email, c.contact_language::text,
    c.partner_contact_name, c.partner_contact_email;
end $$;

grant execute on function stop_round to :"web";
