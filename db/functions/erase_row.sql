-- O23: takes the person out of one row; what it says of the business stays. A thing is a table, and after a dot which of
-- the people in it; of a mention only the words themselves go. Nobody but the owner's functions runs it.
create or replace function erase_row(p_thing text, p_partner uuid, p_id text, p_now timestamptz, p_words text[] default '{}') returns void language plpgsql
  set search_path = public, pg_temp as $$
declare
  thing text := split_part(p_thing, '.', 1);
  its_id uuid := case when p_id ~ '^[0-9a-f-]{36}$' then p_id::uuid end;
  of record; col record;
begin
  case p_thing
  when 'consent_requests' then
    update consent_requests r set contact_first_name = '…', contact_last_name = '…', contact_title = '…', contact_email = erased_address(r.association_id::text),
        reminders_on = false,
        closed_at = case when r.replaced_at is null and r.closed_at is null and a.consented_at is null and a.ended_at is null then p_now else r.closed_at end,
        closed_for = case when r.replaced_at is null and r.closed_at is null and a.consented_at is null and a.ended_at is null then 'contact' else r.closed_for end
      from associations a where a.partner_id = r.partner_id and a.id = r.association_id and r.partner_id = p_partner and r.id = its_id;
    update consent_links set token_hash = null where partner_id = p_partner and request_id = its_id;
    delete from reminder_switches where partner_id = p_partner and request_id = its_id;
  when 'consent_requests.partner' then
    update consent_requests set partner_contact_name = '…', partner_contact_email = erased_address('partner ' || association_id), partner_contact_phone = case when partner_contact_phone <> '' then '…' else '' end
      where partner_id = p_partner and id = its_id;
  when 'consent_decisions' then
    update consent_decisions set full_name = '…', reason = case when reason is not null then '…' end, contact_email = erased_address(association_id::text),
      ip_address = '…', user_agent = '…' where partner_id = p_partner and id = its_id;
  when 'answer_codes' then
    delete from answer_codes where partner_id = p_partner and id = its_id;
  when 'consent_reports' then
    update consent_reports set message = '…', note = case when note is not null then '…' end where partner_id = p_partner and id = its_id;
  when 'wrong_contacts' then
    update wrong_contacts set colleague = case when colleague is not null then '…' end where partner_id = p_partner and id = its_id;
  when 'contact_releases' then
    update contact_releases set contact_name = '…', contact_email = erased_address(id::text), reason = '…', note = case when note is not null then '…' end
      where partner_id = p_partner and id = its_id;
  when 'contact_bans' then
    -- One that stands goes on holding for the mailbox: it protects the person. Its mark is made once, of the mailbox.
    update contact_bans set contact_email = case when lifted_at is not null then erased_address(id::text)
      when contact_email like 'banned-%@erased.invalid' then contact_email else ban_mark(replace(gen_random_uuid()::text, '-', ''), contact_email) end, reason = '…', lifted_why = case when lifted_why is not null then '…' end where partner_id = p_partner and id = its_id;
  when 'workshop_claims' then
    update workshop_claims set contact_first_name = '…', contact_last_name = '…', contact_title = '…', contact_email = erased_address(association_id::text)
      where partner_id = p_partner and id = its_id;
  when 'workshop_claims.partner' then
    update workshop_claims set partner_contact_name = '…', partner_contact_email = erased_address('partner ' || association_id) where partner_id = p_partner and id = its_id;
  when 'claim_surveys' then
    update claim_surveys set recipient_name = '…', recipient_email = erased_address(id::text), answered_name = case when answered_name is not null then '…' end,
        ip_address = null, user_agent = null,
        -- What was typed goes; what was chosen stays.
        answers = (select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'string' then '"…"' else value end), '{}') from jsonb_each(answers))
      where partner_id = p_partner and id = its_id and answers is not null;
    update claim_surveys set recipient_name = '…', recipient_email = erased_address(id::text), closed_at = case when kind = 'customer' and replaced_at is null then coalesce(closed_at, p_now) else closed_at end
      where partner_id = p_partner and id = its_id and answers is null;
    update survey_links set token_hash = null where partner_id = p_partner and survey_id = its_id;
  when 'imported_rounds' then
    update imported_rounds set contact_name = '…', contact_email = case when contact_email is not null then erased_address(association_id::text) end, evidence = '…'
      where partner_id = p_partner and association_id = its_id;
  when 'associations' then
    update associations set customer_email = case when customer_email is not null then erased_address(id::text) end, mismatch_reason = case when mismatch_reason is not null then '…' end,
      end_note = case when end_note is not null then '…' end where partner_id = p_partner and id = its_id;
  when 'invitations' then
    update invitations set email = erased_address(id::text), full_name = case when full_name is not null then '…' end where partner_id = p_partner and id = its_id;
    delete from invitation_links where partner_id = p_partner and invitation_id = its_id;
  when 'emails', 'emails.mention' then
    update emails set recipient = case when p_thing = 'emails' or exists (select from unnest(p_words) w where lower(recipient) = w) then erased_address(id::text) else recipient end,
        reply_to = null, from_name = null, variables = '{}', headers = null, secrets = '{}', sender = '…', subject = '…', html = '', text = '…', last_error = null,
        state = case when state in ('queued', 'sending') then 'failed' else state end, told_at = coalesce(told_at, p_now)
      where partner_id = p_partner and id = its_id;
    update email_events set detail = null where partner_id = p_partner and email_id = its_id and detail is not null;
  when 'sign_in_tokens' then
    delete from sign_in_tokens where id = its_id;
  when 'users' then
    update users set name = '…', email = erased_address(id::text), title = '', phone = '', locale = null, time_zone = null, disabled_at = coalesce(disabled_at, p_now) where id = its_id;
    delete from identities where user_id = its_id;
    delete from passkeys where user_id = its_id;
    delete from code_secrets where user_id = its_id;
    delete from recovery_codes where user_id = its_id;
    delete from sessions where user_id = its_id;
    delete from devices where user_id = its_id;
    delete from digests where user_id = its_id;
    delete from notice_choices where user_id = its_id;
    delete from saved_views where user_id = its_id;
    delete from drafts where user_id = its_id;
  when 'customer_notes.author' then
    update customer_notes set author_name = '…' where partner_id = p_partner and id = its_id;
  when 'claim_comments.author' then
    update claim_comments set author_name = '…' where partner_id = p_partner and id = its_id;
  when 'claim_reviews.reviewer' then
    update claim_reviews set reviewer_name = '…' where partner_id = p_partner and id = its_id;
  when 'role_requests' then
    update role_requests set words = case when words is not null then '…' end, note = case when note is not null then '…' end where partner_id = p_partner and id = its_id;
  when 'claim_comments' then
    update claim_comments set author_name = '…', body = '…' where partner_id = p_partner and id = its_id;
  when 'claim_reviews' then
    update claim_reviews set reviewer_name = '…', comment = '…' where partner_id = p_partner and id = its_id;
  when 'claim_documents' then
    update claim_documents set name = '…' where partner_id = p_partner and id = its_id;
  when 'drafts.mention' then
    delete from drafts where partner_id = p_partner and id = its_id;
  when 'import_runs.mention' then
    update import_runs set sample = null, remove_reason = regexp_replace(remove_reason, word_pattern(p_words), '…', 'gi'), failure = regexp_replace(failure, word_pattern(p_words), '…', 'gi') where id = its_id;
  when 'legal_holds.mention' then
    update legal_holds set reason = regexp_replace(reason, word_pattern(p_words), '…', 'gi'), lifted_why = regexp_replace(lifted_why, word_pattern(p_words), '…', 'gi') where id = its_id;
  when 'import_refusals.mention' then
    update import_refusals set params = '{}' where concat_ws(' ', run_id, pass, line, "column") = p_id;
  when 'import_removals.mention' then
    update import_removals set name = '…', seen = '…' where concat_ws(' ', run_id, pass, place) = p_id;
  when 'bulk_runs.mention' then
    update bulk_runs set options = options || '{"partnerName": "", "partnerEmail": "", "partnerPhone": ""}', choice = choice || case when choice ->> 'query' <> '' then '{"query": null}' else '{}' end::jsonb
      where partner_id = p_partner and id = its_id;
  when 'bulk_run_rows.mention' then
    -- Who stood in one file may stand in others, also in lines that nothing was made of: none is read anew.
    update bulk_runs set sha256 = null, rows_sha256 = null where partner_id = p_partner and sha256 is not null;
    update bulk_run_rows set said = null, together = null, details = details - '{contact,email,identifier,reason}'::text[], verdict_params = '{}', outcome_params = '{}'
      where partner_id = p_partner and run_id = split_part(p_id, ' ', 1)::uuid and position = split_part(p_id, ' ', 2)::integer;
  else
    select * into of from spoken_of() s where s.thing || '.mention' = p_thing;
    if of.thing is null then
      raise exception 'nothing is known of %', p_thing;
    end if;
    for col in select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      where a.attrelid = of.thing::regclass and a.attname = any (of.cols) loop
      execute format('update %1$I set %2$I = regexp_replace(%2$I::text, $1, ''…'', ''gi'')::%3$s where partner_id = $2 and %4$I::text = $3 and %2$I::text ~* $1',
        of.thing, col.name, col.type, case of.thing when 'imported_rounds' then 'association_id' else 'id' end)
        using word_pattern(case when col.type = 'jsonb' then json_words(p_words) else p_words end), p_partner, p_id;
    end loop;
  end case;
end $$;
