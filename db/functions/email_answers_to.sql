-- Whether answers to an e-mail go to the partner's contact of its round, or of a colleague's survey to who sends it.
create or replace function email_answers_to(p_mail emails) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (select from users u where p_mail.template = 'partner-survey-request' and u.id = app_user() and u.email = p_mail.reply_to)
    or exists (select from consent_requests r where r.partner_id = p_mail.partner_id
      and r.association_id = p_mail.round_id and r.partner_contact_email = p_mail.reply_to)
    or exists (select from workshop_claims c where c.partner_id = p_mail.partner_id
      and c.association_id = p_mail.round_id and c.partner_contact_email = p_mail.reply_to)
$$;
