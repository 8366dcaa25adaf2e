-- D19: whether an address is that of one of the partner's people, of the partner's own contact, or at a domain that is
-- exactly one of theirs. `whyNotContact` sees more (parts of domains, free mail); this has the last word on an answer.
create or replace function contact_is_own(p_partner uuid, p_email text, p_partner_contact text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mailbox_key(p_email) = mailbox_key(p_partner_contact)
    or exists (select from memberships m join users u on u.id = m.user_id where m.partner_id = p_partner
      and mail_domain(u.email) = mail_domain(p_email))
    or exists (select from partner_domains d where d.partner_id = p_partner and d.domain = mail_domain(p_email))
$$;
