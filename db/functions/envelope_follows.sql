-- B6: what becomes of an e-mail that holds several of a run becomes of each in it. The customers' locks come first, in one
-- order; only the first of them counts as an e-mail to its mailbox. They are those of the rounds: an e-mail goes on saying
-- whom it was written about, also when that tenant was merged into another (P18).
create or replace function envelope_follows() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform lock_tenant(t.id) from (select distinct a.tenant_id as id from emails e
    join associations a on a.partner_id = e.partner_id and a.id = e.round_id
    where e.partner_id = new.partner_id and e.envelope_id = new.id order by 1) t;
  update emails set state = new.state, state_at = new.state_at, sent_at = new.sent_at, last_error = new.last_error
    where partner_id = new.partner_id and envelope_id = new.id and id <> new.id;
  return null;
end $$;
