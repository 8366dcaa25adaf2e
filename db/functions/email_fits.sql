-- Who may write which e-mail to whom: a sign-in mail the door alone, to the address that asked; a mail with a link or
-- code to whom that is for; one about signing in to whose account it is; any other to people of the partner, to staff, or to whom the partner named. Its mark is by
-- chance, its secrets are those of its template, its sender is the partner, and what it says of round, request and
-- partner is so. The worker, and the owner, write what they like.
create or replace function email_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  scope text[] := app_scope();
  asker text := coalesce(scope[1], 'none');
  secret record;
  secret_id uuid;
  whose text;
begin
  if app_owner_asks() or asker = 'system' then return new; end if;
  if new.kind is distinct from email_kind(new.template) then
    raise exception 'an e-mail is of another kind' using errcode = 'check_violation', constraint = 'emails_kind';
  end if;
  if (new.state, new.attempts) is distinct from ('queued', 0)
    or num_nonnulls(new.sender, new.subject, new.html, new.text, new.provider_id, new.last_error, new.first_attempt_at, new.sent_at, new.told_at, new.envelope_id) > 0
    or not tells_now(scope, new.created_at) then
    raise exception 'an e-mail begins in the queue' using errcode = 'check_violation', constraint = 'emails_begin';
  end if;
  if not scope_is_one_of(scope, email_writers(new.template)) then
    raise exception 'this e-mail is not theirs to write' using errcode = 'insufficient_privilege', constraint = 'emails_own_template';
  end if;
  new.mark := gen_random_uuid();
  new.run_id := nullif(scope[13], '')::uuid;
  new.follows := new.run_id is not null and exists (select from emails e where e.run_id = new.run_id and e.recipient_key = mailbox_key(new.recipient));
  if asker = 'visitor' then new.round_id := app_round(); end if;
  if new.headers <> 'null' then
    raise exception 'headers are the product''s own' using errcode = 'check_violation', constraint = 'emails_headers';
  end if;
  if new.from_name is distinct from (select p.name from partners p where p.id = new.partner_id and new.from_name is not null)
    and not (new.template = 'partner-survey-request' and new.from_name = (select u.name from users u where u.id = app_user()))
    or new.reply_to is not null and not email_answers_to(new) then
    raise exception 'an e-mail is from its partner' using errcode = 'check_violation', constraint = 'emails_from';
  end if;
  if octet_length(new.variables::text) > 40000 or exists (select from jsonb_each(email_facts(new)) f
    where new.variables ? f.key and new.variables -> f.key <> f.value) then
    raise exception 'an e-mail says what is so' using errcode = 'check_violation', constraint = 'emails_facts';
  end if;
  select * into secret from email_secret(new.template, new.variables);
  if (select coalesce(jsonb_object_agg(s.key, s.value - 'key'), '{}') from jsonb_each(new.secrets) s) <> (case when secret.name is null then '{}' else
      jsonb_build_object(secret.name, jsonb_build_object('purpose', secret.purpose, 'id', secret.id)) end) then
    raise exception 'an e-mail carries the secrets of its template' using errcode = 'check_violation', constraint = 'emails_secrets';
  end if;
  if secret.name is not null then
    secret_id := uuid_in_text(secret.id);
    whose := case secret.purpose
      when 'sign-in' then (select t.email from sign_in_tokens t where t.id = secret_id)
      when 'invitation' then (select i.email from invitations i where i.partner_id = new.partner_id and i.id = secret_id
        and i.accepted_at is null and i.withdrawn_at is null)
      when 'code' then (select r.contact_email from answer_codes c join consent_requests r on r.partner_id = c.partner_id and r.id = c.request_id
        where c.partner_id = new.partner_id and c.id = secret_id)
      when 'consent' then (select r.contact_email from consent_links l join consent_requests r on r.partner_id = l.partner_id and r.id = l.request_id
        where l.partner_id = new.partner_id and l.id = secret_id
          and (new.association_id is null or new.association_id = r.association_id))
      when 'survey' then (select s.recipient_email from survey_links l join claim_surveys s on s.partner_id = l.partner_id and s.id = l.survey_id
        where l.partner_id = new.partner_id and l.id = secret_id and new.survey_id = s.id)
      end;
    if not coalesce(is_mailbox(whose, new.recipient), false) then
      raise exception 'a secret goes to whom it is for' using errcode = 'check_violation', constraint = 'emails_recipient';
    end if;
  elsif not may_be_told(new.partner_id, new.round_id, new.recipient)
    and not (asker = 'door' and exists (select from users u where is_mailbox(u.email, new.recipient))) then
    raise exception 'nobody named this recipient' using errcode = 'check_violation', constraint = 'emails_recipient';
  end if;
  return new;
end $$;
