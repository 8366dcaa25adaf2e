-- By whose acts an e-mail is written, as `lib/mail/writers.ts` says: kinds of actors, or acts of the programme's staff.
-- Nobody: the product alone.
create or replace function email_writers(p_template text) returns text[] language sql immutable
  return case
    when p_template in ('consent-request', 'survey-request', 'partner-survey-request', 'workshop-cancelled',
      'note-mention', 'claim-submitted', 'claim-cancelled', 'claim-disputed')
      then array['partner']
    when p_template in ('sign-in', 'new-device', 'identity-linked', 'sign-in-provider')
      then array['door']
    when p_template in ('answer-code', 'consent-receipt', 'withdrawal-receipt', 'partner-answer', 'partner-withdrawn',
      'partner-wrong-contact', 'report-notice', 'survey-answered')
      then array['visitor']
    when p_template in ('partner-contact-decision')
      then array['partner', 'visitor', 'reports.handle']
    when p_template in ('claim-decision')
      then array['claims.review']
    when p_template in ('payment-failed')
      then array['payments.run', 'claims.pay']
    when p_template in ('claim-paid')
      then array['claims.pay']
    when p_template in ('claim-comment')
      then array['partner', 'claims.reply']
    when p_template in ('invitation')
      then array['partner', 'partners.people', 'operators.manage']
    when p_template in ('role-asked')
      then array['partner', 'member']
    when p_template in ('role-answered')
      then array['partner', 'partners.people']
    when p_template in ('enrolment-moved', 'payee-notice')
      then array['partner', 'partners.enrol']
    when p_template in ('partner-extended', 'request-extended')
      then array['partners.manage']
    when p_template in ('request-ended')
      then array['partner', 'rounds.end']
    when p_template in ('partner-stopped')
      then array['rounds.end']
    else '{}' end;
