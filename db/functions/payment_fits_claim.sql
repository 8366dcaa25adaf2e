-- P30: whether a claim may become paid so: by the transfer of the run that it stands in, once that is paid and under its
-- reference; by hand only while no run holds it and nothing keeps its location from being paid, and under a reference that
-- no transfer has, and nothing that came back.
create or replace function payment_fits_claim(p_partner uuid, p_claim uuid, p_payment uuid, p_reference text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when p_payment is null
    then not exists (select from payment_lines l where l.partner_id = p_partner and l.claim_id = p_claim and l.state in ('in', 'paid'))
      and exists (select from workshop_claims c join locations o on o.partner_id = c.partner_id and o.id = c.location_id
        join partners a on a.id = c.partner_id where c.partner_id = p_partner and c.id = p_claim
          and payment_hold(o.enrolment, o.payee_profile, a.suspended_at) is null)
      and not exists (select from payments p where p.reference = p_reference)
      and not exists (select from claim_returns r where r.reference = p_reference)
    else exists (select from payment_lines l join payments p on p.partner_id = l.partner_id and p.id = l.payment_id
      where l.partner_id = p_partner and l.claim_id = p_claim and l.state = 'paid' and l.payment_id = p_payment
        and p.reference = p_reference) end
$$;

grant execute on function payment_fits_claim to :"application";
