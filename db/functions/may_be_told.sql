-- Whom an e-mail of a partner without a secret may go to: its people, the programme's staff, whom it named as its own
-- contact, and of the round that it is about whom it asked.
create or replace function may_be_told(p_partner uuid, p_round uuid, p_mailbox text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (select from users u where lower(u.email) = lower(p_mailbox) and (
      exists (select from memberships m where m.partner_id = p_partner and m.user_id = u.id)
      or exists (select from operator_grants g where g.user_id = u.id)))
    or exists (select from consent_requests r where r.partner_id = p_partner and r.association_id = p_round
      and (is_mailbox(r.contact_email, p_mailbox) or is_mailbox(r.partner_contact_email, p_mailbox)))
    or exists (select from workshop_claims c where c.partner_id = p_partner and c.association_id = p_round
      and (is_mailbox(c.contact_email, p_mailbox) or is_mailbox(c.partner_contact_email, p_mailbox)))
    or exists (select from consent_requests r where r.partner_id = p_partner and lower(r.partner_contact_email) = lower(p_mailbox))
    or exists (select from workshop_claims c where c.partner_id = p_partner and lower(c.partner_contact_email) = lower(p_mailbox))
$$;
