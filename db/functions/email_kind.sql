-- D25: how limits hold an e-mail, as `lib/mail/kinds.ts` says.
create or replace function email_kind(p_template text) returns text language sql immutable
  return case
    when p_template in ('consent-request', 'consent-requests', 'survey-request', 'partner-survey-request') then 'ask'
    when p_template in ('consent-reminder', 'workshop-cancelled', 'request-ended') then 'notice'
    when p_template in ('sign-in', 'sign-in-provider', 'answer-code') then 'code'
    when p_template in ('claim-comment', 'claim-submitted', 'claim-disputed', 'role-asked', 'note-mention', 'role-answered', 'invitation') then 'word'
    else 'own' end;
