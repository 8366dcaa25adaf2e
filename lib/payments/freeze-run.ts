import { eq, sql } from "drizzle-orm";
import { paymentRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import { transaction, type Ctx, type Operator, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { findAccount } from "../programme/account/queries";
import { enqueue } from "../queue/enqueue";
import { holdNow, listOwnApprovals, lockRun, sumRun, touched, type Run } from "./queries";
import { runState } from "./rules";
import type { RunInput } from "./schema";

/**
 * "Freeze" (P30): makes a transfer for each payee, with their data of the moment, and leaves behind what is held. From
 * then on the run does not change; the worker makes its files.
 * Refuses with `sign_in_again` (U13); like `lockRun`; with `payment_run_frozen`; with `own_approvals` (`claims`) for who
 * approved some of it, unless the programme's settings let them (P6); and with `nothing_to_pay` when all of it is held.
 */
export async function freezeRun(ctx: Ctx, input: RunInput): Promise<void> {
  authorize(ctx, "payments.run");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const run = await lockRun(tx, input);
    if (runState(run, 0) !== "open") throw new Refusal("payment_run_frozen");
    await holdBack(tx, run);
    const own = await listOwnApprovals(tx, run.id);
    if (own.length > 0) throw new Refusal("own_approvals", { params: { claims: own.join(", ") } });
    const account = await findAccount(tx);
    await makePayments(tx, run, account !== undefined);
    const sums = await sumRun(tx, run);
    if (sums.payments === 0) throw new Refusal("nothing_to_pay");
    const pays = (await hasPain(tx, run)) ? (account?.version ?? null) : null;
    await tx.db
      .update(paymentRuns)
      .set({
        ...touched(tx, run),
        frozenAt: tx.now,
        frozenBy: tx.actor.userId,
        accountVersion: pays,
      })
      .where(eq(paymentRuns.id, run.id));
    await enqueue(tx, "make-payment-files", { run: run.id });
    await record(tx, {
      event: "payment_run.frozen",
      subjectId: run.id,
      data: {
        number: run.number,
        payments: sums.payments,
        claims: sums.claims,
        amountMinor: sums.amountMinor,
        currency: run.currency,
        held: sums.held,
        accountVersion: pays,
      },
    });
  });
}

async function holdBack(tx: Tx<Operator>, { id }: Run): Promise<void> {
  await tx.db.execute(sql`
    update payment_lines l set state = 'held', hold = h.hold
    from (select l.partner_id, l.id, ${holdNow} as hold from payment_lines l
      join locations o on o.partner_id = l.partner_id and o.id = l.location_id join partners a on a.id = l.partner_id
      where l.run_id = ${id} and l.state = 'in') h
    where h.partner_id = l.partner_id and h.id = l.id and h.hold is not null`);
}

/** One for each location; the order is the payees' own, so that a file reads well. */
async function makePayments(tx: Tx<Operator>, run: Run, hasAccount: boolean): Promise<void> {
  await tx.db.execute(sql`
    insert into payments (partner_id, run_id, run_number, place, location_id, payee_version, legal_name, country, account_currency,
      account_kind, last_four, channel, claims, amount_minor, currency)
    select s.partner_id, ${run.id}, ${run.number}, row_number() over (order by a.name, o.name, o.id), s.location_id, f.version, f.legal_name,
      f.country, f.currency, f.account_kind, f.last_four,
      case when ${hasAccount} and f.account_kind = 'iban' and f.currency = ${run.currency} then 'pain' else 'csv' end,
      s.claims, s.amount, ${run.currency}
    from (select l.partner_id, l.location_id, count(*) as claims, sum(l.amount_minor) as amount from payment_lines l
        where l.run_id = ${run.id} and l.state = 'in' group by 1, 2) s
      join locations o on o.partner_id = s.partner_id and o.id = s.location_id join partners a on a.id = s.partner_id
      join lateral (select * from (select version, legal_name, country, currency, account_kind, last_four from payee_profiles f
        where f.partner_id = s.partner_id and f.location_id = s.location_id order by f.version desc limit 1) newest) f on true`);
  await tx.db.execute(sql`
    update payment_lines l set payment_id = p.id from payments p
    where l.run_id = ${run.id} and l.state = 'in' and p.run_id = ${run.id} and p.partner_id = l.partner_id and p.location_id = l.location_id`);
}

async function hasPain(tx: Tx<Operator>, { id }: Run): Promise<boolean> {
  const { rows } = await tx.db.execute(
    sql`select from payments where run_id = ${id} and channel = 'pain' limit 1`,
  );
  return rows.length > 0;
}
