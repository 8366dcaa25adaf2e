-- The secrets in the body of an e-mail, as `lib/mail/secrets.ts` says: the name of its mark, its purpose and its id.
create or replace function email_secret(p_template text, p_variables jsonb)
  returns table (name text, purpose text, id text) language sql immutable as $$
  select 'link', 'sign-in', p_variables ->> 'tokenId' where p_template = 'sign-in'
  union all select 'link', 'invitation', p_variables ->> 'invitationId' where p_template = 'invitation'
  union all select 'code', 'code', p_variables ->> 'codeId' where p_template = 'answer-code'
  union all select 'link', 'consent', p_variables ->> 'linkId'
    where p_template in ('consent-request', 'consent-reminder', 'consent-receipt')
  union all select n, 'digest', p_variables ->> 'digestId' from unnest(array['link', 'off']) n where p_template = 'digest'
  union all select 'link', 'survey', p_variables ->> 'linkId' where p_template in ('survey-request', 'partner-survey-request')
$$;
