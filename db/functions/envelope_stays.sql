-- B6: what an e-mail holds is settled before it is first tried, and never changes after: one key at the provider, one body.
-- All in it are of one run, to one mailbox, in one language.
create or replace function envelope_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  first emails;
begin
  if exists (select from emails e where e.partner_id = new.partner_id and e.id in (old.envelope_id, new.envelope_id) and e.html is not null) then
    raise exception 'what an e-mail holds does not change' using errcode = 'check_violation', constraint = 'emails_envelope_stays';
  end if;
  select * into first from emails e where e.partner_id = new.partner_id and e.id = new.envelope_id;
  if (first.run_id, first.recipient, first.language, first.template) is distinct from (new.run_id, new.recipient, new.language, new.template)
    and new.envelope_id is not null then
    raise exception 'an e-mail holds what one person is asked in one run' using errcode = 'check_violation', constraint = 'emails_envelope_one';
  end if;
  return new;
end $$;
