-- The audit chain: rows are numbered and hashed here, one over the row before it. Who acted is what was proven,
-- and what happened is told when it happens, but where the past is made up: within a minute, and by a job, which
-- reads the clock once, within its quarter of an hour. The owner alone tells of others.
create or replace function audit_append() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  head audit_heads;
  scope text[] := app_scope();
begin
  if not app_owner_asks() then
    if scope is null then
      raise exception 'nobody is known to have acted' using errcode = 'insufficient_privilege';
    end if;
    if scope[1] <> 'system' and not scope_is_one_of(scope, event_tellers(new.event)) then
      raise exception 'this is not theirs to tell' using errcode = 'check_violation', constraint = 'audit_log_whose';
    end if;
    -- Staff tell each company of its own rounds and claims, and the programme of itself.
    if scope[1] = 'operator' and (case split_part(new.event, '.', 1)
        when 'programme' then new.chain <> 'programme'
        when 'claim' then not exists (select from workshop_claims c where c.partner_id::text = new.chain and c.id = new.subject_id)
        else split_part(new.event, '.', 1) in ('consent', 'contact', 'report')
          and not exists (select from associations a where a.partner_id::text = new.chain and a.id = new.subject_id) end) then
      raise exception 'this belongs to another chain' using errcode = 'check_violation', constraint = 'audit_log_chain';
    end if;
    new.actor_kind := case scope[1] when 'door' then 'system' else scope[1] end;
    new.actor_id := scope[6];
  end if;
  new.recorded_at := clock_timestamp();
  if not tells_now(scope, new.at) then
    raise exception 'the log is told of what happens now' using errcode = 'check_violation', constraint = 'audit_log_at_now';
  end if;
  select * into head from audit_heads where chain = new.chain for update;
  if not found then
    insert into audit_heads (chain, seq, hash) values (new.chain, 0, '') on conflict do nothing;
    select * into head from audit_heads where chain = new.chain for update;
  end if;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.words_salt := case when new.words is not null then uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) end;
  new.words_hash := audit_words(new);
  new.hash := audit_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where chain = new.chain;
  return new;
end $$;
