-- A payment run (P30) is opened, frozen, handed out or cancelled, each once, now and in one's own name. Frozen, every claim
-- that it holds is in a transfer; nothing of it changes any more but what became of its transfers.
create or replace function payment_run_moves() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if not app_owner_asks() and (new.opened_by is distinct from app_user() or not app_tells_now(new.opened_at)) then
      raise exception 'a run is its opener''s own' using errcode = 'insufficient_privilege', constraint = 'payment_runs_own';
    end if;
    if new.revision <> 1 or num_nonnulls(new.frozen_at, new.exported_at, new.cancelled_at) > 0
      or new.currency is distinct from (select p.currency from programme p) then
      raise exception 'a run begins open, in the programme''s currency' using errcode = 'check_violation', constraint = 'payment_runs_begin';
    end if;
    return new;
  end if;
  if (new.id, new.number, new.currency, new.opened_at, new.opened_by) is distinct from (old.id, old.number, old.currency, old.opened_at, old.opened_by)
    or old.frozen_at is not null and (new.frozen_at, new.frozen_by, new.account_version) is distinct from (old.frozen_at, old.frozen_by, old.account_version)
    or old.exported_at is not null and new.exported_at is distinct from old.exported_at
    or old.cancelled_at is not null or new.revision <> old.revision + 1
    or num_nonnulls(new.frozen_at, new.exported_at, new.cancelled_at) - num_nonnulls(old.frozen_at, old.exported_at, old.cancelled_at) not in (0, 1) then
    raise exception 'a run goes on from where it stands' using errcode = 'check_violation', constraint = 'payment_runs_moves';
  end if;
  if not app_owner_asks() and (new.changed_by is distinct from app_user() or not app_tells_now(new.changed_at)
    or new.frozen_at is distinct from old.frozen_at and (new.frozen_by is distinct from app_user() or not app_tells_now(new.frozen_at))
    or new.cancelled_at is distinct from old.cancelled_at and (new.cancelled_by is distinct from app_user() or not app_tells_now(new.cancelled_at))
    or new.exported_at is distinct from old.exported_at and not app_tells_now(new.exported_at)) then
    raise exception 'an act is its actor''s own' using errcode = 'insufficient_privilege', constraint = 'payment_runs_own';
  end if;
  if new.cancelled_at is not null and new.exported_at is not null then
    raise exception 'what the bank may have is not cancelled' using errcode = 'check_violation', constraint = 'payment_runs_exported';
  end if;
  if new.frozen_at is not null and old.frozen_at is null then
    if not exists (select from payments p where p.run_id = new.id) then
      raise exception 'nothing is paid by it' using errcode = 'check_violation', constraint = 'payment_runs_empty';
    end if;
    if exists (select from payment_lines l where l.run_id = new.id and l.state = 'in' and l.payment_id is null)
      or exists (select from payments p cross join lateral (select count(*) as claims, sum(l.amount_minor) as amount from payment_lines l
          where l.partner_id = p.partner_id and l.payment_id = p.id and l.state = 'in') held
        where p.run_id = new.id and (p.claims, p.amount_minor, p.currency) is distinct from (held.claims, held.amount, new.currency))
      or exists (select from payments p where p.run_id = new.id and p.channel = 'pain') and new.account_version is null
      or new.account_version is distinct from (select max(a.version) from programme_accounts a) and new.account_version is not null then
      raise exception 'a frozen run is whole' using errcode = 'check_violation', constraint = 'payment_runs_whole_frozen';
    end if;
    -- P6.
    if not app_owner_asks() and not (select p.approver_pays from programme p)
      and exists (select from payment_lines l join claim_reviews r on r.partner_id = l.partner_id and r.claim_id = l.claim_id
        where l.run_id = new.id and l.state = 'in' and r.decision = 'approved' and r.reviewer_id = app_user()) then
      raise exception 'who approved a claim does not pay it' using errcode = 'check_violation', constraint = 'payment_runs_separate_payer';
    end if;
  end if;
  if new.cancelled_at is not null then
    update payment_lines l set state = 'cancelled' where l.run_id = new.id and l.state = 'in';
  end if;
  return new;
end $$;
