-- O23: removes what is of no use after some days, each of its kind: what e-mails said, how people signed in, accounts that
-- nobody works with any more, what was typed into imports, dry runs that nobody began, addresses of requests that were not gone on with. How many of
-- each. What a hold is on stays.
create or replace function forget_old(p_now timestamptz, p_mail_days integer, p_sign_in_days integer, p_account_days integer, p_run_days integer, p_most integer)
  returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare r record; n integer; told jsonb := '{}';
begin
  perform begin_to_erase(p_now);
  perform set_config('app.erases', app_seal('erases'), true);
  -- No setting makes them shorter.
  p_mail_days := greatest(p_mail_days, 30);
  p_sign_in_days := greatest(p_sign_in_days, 90);
  p_account_days := greatest(p_account_days, 365);
  -- A ban that was lifted need not know the mailbox any more.
  update contact_bans set contact_email = erased_address(id::text) where lifted_at is not null and contact_email like 'banned-%@erased.invalid';
  p_run_days := greatest(p_run_days, 7);
  n := 0;
  for r in select e.partner_id, e.id from emails e where e.created_at < p_now - make_interval(days => p_mail_days)
      and e.state not in ('queued', 'sending') and e.subject is distinct from '…'
      and not is_held(e.partner_id, coalesce(e.round_id, e.association_id)) order by e.created_at limit p_most loop
    perform erase_row('emails', r.partner_id, r.id::text, p_now);
    n := n + 1;
  end loop;
  told := told || jsonb_build_object('emails', n);
  delete from sessions where coalesce(revoked_at, expires_at) < p_now - make_interval(days => p_sign_in_days);
  get diagnostics n = row_count;
  told := told || jsonb_build_object('sessions', n);
  delete from devices where last_at < p_now - make_interval(days => p_sign_in_days);
  get diagnostics n = row_count;
  told := told || jsonb_build_object('devices', n);
  delete from sign_in_tokens where expires_at < p_now - interval '1 day';
  get diagnostics n = row_count;
  told := told || jsonb_build_object('signInLinks', n);
  delete from answer_codes k where k.expires_at < p_now - make_interval(days => p_sign_in_days) and not exists (
    select from consent_requests q where q.partner_id = k.partner_id and q.id = k.request_id and is_held(q.partner_id, q.association_id));
  get diagnostics n = row_count;
  told := told || jsonb_build_object('codes', n);
  n := 0;
  for r in select u.id from users u where u.email not like '%@erased.invalid' and u.created_at < p_now - make_interval(days => p_account_days)
      and not exists (select from operator_grants o where o.user_id = u.id)
      and not exists (select from memberships m where m.user_id = u.id and (m.ended_at is null or m.ended_at > p_now - make_interval(days => p_account_days)))
      and not exists (select from sessions s where s.user_id = u.id and s.created_at > p_now - make_interval(days => p_account_days))
      and not exists (select from invitations i where lower(i.email) = lower(u.email) and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > p_now)
      limit p_most loop
    perform erase_row('users', null, r.id::text, p_now);
    n := n + 1;
  end loop;
  told := told || jsonb_build_object('accounts', n);
  n := 0;
  for r in select i.partner_id, i.id from invitations i where i.email not like '%@erased.invalid'
      and i.expires_at < p_now - make_interval(days => p_account_days)
      and not exists (select from users u where lower(u.email) = lower(i.email)) limit p_most loop
    perform erase_row('invitations', r.partner_id, r.id::text, p_now);
    n := n + 1;
  end loop;
  told := told || jsonb_build_object('invitations', n);
  update import_refusals f set params = '{}' from import_runs i where i.id = f.run_id and i.ended_at < p_now - make_interval(days => p_sign_in_days) and f.params <> '{}';
  update import_removals f set name = '…', seen = '…' from import_runs i where i.id = f.run_id and i.ended_at < p_now - make_interval(days => p_sign_in_days) and f.name <> '…';
  -- B4: what waits for good is over, and from then on kept as long as what ended.
  update bulk_runs set state = 'stopped', ended_at = p_now, stop_asked = null
    where began_at is not null and ended_at is null and moved_at < p_now - make_interval(days => p_run_days);
  update bulk_run_rows f set said = null, together = null, details = f.details - '{contact,email,identifier,reason}'::text[], verdict_params = '{}', outcome_params = '{}' from bulk_runs b where b.partner_id = f.partner_id and b.id = f.run_id
    and b.ended_at < p_now - make_interval(days => p_sign_in_days) and not is_held(f.partner_id, f.association_id)
    and (f.said is not null or f.details ?| '{contact,email,identifier,reason}'::text[] or f.together is not null or f.verdict_params <> '{}' or f.outcome_params <> '{}');
  update bulk_runs set sha256 = null, rows_sha256 = null, options = options || '{"partnerName": "", "partnerEmail": "", "partnerPhone": ""}', choice = choice || case when choice ->> 'query' <> '' then '{"query": null}' else '{}' end::jsonb
    where ended_at < p_now - make_interval(days => p_sign_in_days) and (sha256 is not null or options ->> 'partnerEmail' <> '' or choice ->> 'query' <> '');
  update import_runs set sample = null, remove_reason = case when remove_reason is not null then '…' end, failure = case when failure !~ '^[a-z_]+$' then 'unknown' else failure end
    where ended_at < p_now - make_interval(days => p_sign_in_days) and (sample is not null or remove_reason <> '…' or failure !~ '^[a-z_]+$');
  get diagnostics n = row_count;
  told := told || jsonb_build_object('imports', n);
  -- B3: a dry run that nobody began is of no use any more.
  n := 0;
  for r in select b.partner_id, b.id from bulk_runs b where b.began_at is null and b.moved_at < p_now - make_interval(days => p_run_days) order by b.moved_at limit 50 loop
    delete from bulk_run_rows where partner_id = r.partner_id and run_id = r.id;
    delete from bulk_runs where partner_id = r.partner_id and id = r.id;
    n := n + 1;
  end loop;
  told := told || jsonb_build_object('dryRuns', n);
  update person_requests set address = null, names = null, done_at = p_now where done_at is null and erase_at is null and asked_at < p_now - interval '30 days';
  get diagnostics n = row_count;
  told := told || jsonb_build_object('requests', n);
  perform set_config('app.erases', '', true);
  return told;
end $$;

grant execute on function forget_old to :"worker";
