import { sql } from "drizzle-orm";
import { erased } from "./difference";

/** What became of each payment, by whose word and when (P30). */
const told = sql`
  select 'payment' as kind, coalesce(p.id, l.subject_id) as id, coalesce(p.partner_id::text, l.chain) as chain,
    case when p.id is null then 'gone' when l.seq is null then 'not_in_log' else 'differs' end as fault
  from (select * from payments where told_at is not null) p
    full join (select * from audit_log where event in ('payment.paid', 'payment.failed')) l
      on l.chain = p.partner_id::text and l.subject_id = p.id
  where p.id is null or l.seq is null or (l.at, l.actor_id) is distinct from (p.told_at, p.told_by::text)
    or (l.data ->> 'reference', l.data ->> 'paidOn', l.data ->> 'as', (l.data ->> 'amountMinor')::bigint, l.data ->> 'currency')
      is distinct from (p.reference, p.paid_on::text, p.failed_as, p.amount_minor, p.currency)
    or not ${erased} and l.data ->> 'why' is distinct from p.failed_why`;

/** Which payment the bank sent back after it was told as paid, by whose word and when (P30). */
const returned = sql`
  select 'payment' as kind, coalesce(p.id, l.subject_id) as id, coalesce(p.partner_id::text, l.chain) as chain,
    case when p.id is null then 'gone' when l.seq is null then 'not_in_log' else 'differs' end as fault
  from (select * from payments where returned_at is not null) p
    full join (select * from audit_log where event = 'payment.returned') l on l.chain = p.partner_id::text and l.subject_id = p.id
  where p.id is null or l.seq is null
    or (l.at, l.actor_id, l.data ->> 'returnedOn', l.data ->> 'as') is distinct from (p.returned_at, p.returned_by::text, p.returned_on::text, p.returned_as)
    or not ${erased} and l.data ->> 'why' is distinct from p.returned_why`;

/** Which payment by hand the bank sent back, by whose word and when (W14). */
const byHand = sql`
  select 'claim' as kind, coalesce(r.claim_id, l.subject_id) as id, coalesce(r.partner_id::text, l.chain) as chain,
    case when r.id is null then 'gone' when l.seq is null then 'not_in_log' else 'differs' end as fault
  from claim_returns r full join (select * from audit_log where event = 'claim.payment_returned' and data ? 'returnedOn') l
    on l.chain = r.partner_id::text and l.subject_id = r.claim_id and l.data ->> 'paymentReference' = r.reference
  where r.id is null or l.seq is null
    or (l.at, l.actor_id, l.data ->> 'returnedOn') is distinct from (r.told_at, r.told_by::text, r.returned_on::text)
    or not ${erased} and l.data ->> 'why' is distinct from r.why`;

/** Each payment run: who opened, froze and cancelled it, and what it pays. */
const runs = sql`
  select 'payment_run' as kind, coalesce(r.id, o.subject_id) as id, 'programme' as chain,
    case when r.id is null then 'gone' when o.seq is null then 'not_in_log' else 'differs' end as fault
  from payment_runs r full join (select * from audit_log where event = 'payment_run.opened') o on o.subject_id = r.id
    left join audit_log f on f.chain = 'programme' and f.subject_id = r.id and f.event = 'payment_run.frozen'
    left join audit_log c on c.chain = 'programme' and c.subject_id = r.id and c.event = 'payment_run.cancelled'
    left join lateral (select min(e.at) as at from audit_log e
      where e.chain = 'programme' and e.subject_id = r.id and e.event = 'payment_run.exported') e on true
    left join lateral (select count(*) as payments, sum(p.amount_minor) as amount from payments p where p.run_id = r.id) p on true
  where r.id is null or o.seq is null or (o.at, o.actor_id, (o.data ->> 'number')::integer, o.data ->> 'currency')
      is distinct from (r.opened_at, r.opened_by::text, r.number, r.currency)
    or (f.at, f.actor_id, (f.data ->> 'accountVersion')::integer) is distinct from (r.frozen_at, r.frozen_by::text, r.account_version)
    or (c.at, c.actor_id) is distinct from (r.cancelled_at, r.cancelled_by::text) or e.at is distinct from r.exported_at
    or f.seq is not null and ((f.data ->> 'payments')::integer, (f.data ->> 'amountMinor')::bigint)
      is distinct from (p.payments, p.amount)`;

/** Payment runs and what became of their payments. */
export const paymentsCompared = [told, returned, byHand, runs];
