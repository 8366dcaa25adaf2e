import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { paymentFiles, paymentRuns, payments, users } from "@/db/schema";
import { changedBy } from "../changes";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import type { Channel } from "./rules";
import type { RunInput } from "./schema";

export type Run = typeof paymentRuns.$inferSelect;

/** A run by its id. Refuses with `not_found`. */
export async function getRun(
  tx: Tx<Operator>,
  id: string,
): Promise<Run & { changedByName: string }> {
  const [found] = await tx.db
    .select({ run: paymentRuns, changedByName: users.name })
    .from(paymentRuns)
    .innerJoin(users, eq(users.id, paymentRuns.changedBy))
    .where(eq(paymentRuns.id, id));
  if (!found) throw new Refusal("not_found");
  return { ...found.run, changedByName: found.changedByName };
}

/**
 * A run, kept from changing until the transaction ends, as the actor saw it.
 * Refuses with `not_found`, and with `changed_meanwhile` when somebody acted on it since (P4).
 */
export async function lockRun(tx: Tx<Operator>, { run: id, revision }: RunInput): Promise<Run> {
  await waitForRun(tx, id);
  const { changedByName, ...run } = await getRun(tx, id);
  if (run.revision !== revision) throw changedBy(changedByName);
  return run;
}

/** A step: whoever acts on a run waits for whoever does it now. */
export async function waitForRun(tx: Tx<Operator>, id: string): Promise<void> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`payment run ${id}`}, 0))`,
  );
}

/** What every act upon a run leaves in it. */
export function touched(tx: Tx<Operator>, { revision }: { revision: number }) {
  return { revision: revision + 1, changedAt: tx.now, changedBy: tx.actor.userId };
}

/** The run that is open; undefined: none is. */
export async function findOpenRun(tx: Tx<Operator>): Promise<Run | undefined> {
  const [found] = await tx.db
    .select()
    .from(paymentRuns)
    .where(and(isNull(paymentRuns.frozenAt), isNull(paymentRuns.cancelledAt)));
  return found;
}

export type Payment = typeof payments.$inferSelect;

/** A payment by its id. Refuses with `not_found`, also for a partner's people at other locations. */
export async function getPayment(tx: Tx<Operator> | Tx<PartnerUser>, id: string): Promise<Payment> {
  const [found] = await tx.db.select().from(payments).where(eq(payments.id, id));
  if (!found) throw new Refusal("not_found");
  return found;
}

const sums = z.object({
  claims: z.number(),
  amountMinor: z.coerce.number(),
  held: z.number(),
  heldMinor: z.coerce.number(),
  out: z.number(),
  payments: z.number(),
  waiting: z.number(),
  paid: z.number(),
  paidMinor: z.coerce.number(),
  failed: z.number(),
  failedMinor: z.coerce.number(),
  returned: z.number(),
  returnedMinor: z.coerce.number(),
});
export type RunSums = z.output<typeof sums>;

/**
 * What a run holds, in claims, payments and minor units of its currency: as long as it is open those that
 * would be held now, afterwards those that were left behind.
 */
export async function sumRun(tx: Tx<Operator>, { id }: { id: string }): Promise<RunSums> {
  const { rows } = await tx.db.execute(sql`
    select count(*) filter (where goes)::int as claims, coalesce(sum(amount_minor) filter (where goes), 0) as "amountMinor",
      count(*) filter (where hold is not null)::int as held, coalesce(sum(amount_minor) filter (where hold is not null), 0) as "heldMinor",
      count(*) filter (where state = 'out')::int as out,
      p.* from (
        select l.state, l.amount_minor, h.hold, l.state in ('in', 'paid', 'failed', 'returned', 'cancelled') and h.hold is null as goes
        from payment_lines l join locations o on o.partner_id = l.partner_id and o.id = l.location_id
          join partners a on a.id = l.partner_id, lateral (select ${holdNow} as hold) h
        where l.run_id = ${id}) l,
      (select count(*)::int as payments, count(*) filter (where told_at is null)::int as waiting,
        count(*) filter (where reference is not null and returned_at is null)::int as paid,
        coalesce(sum(amount_minor) filter (where reference is not null and returned_at is null), 0) as "paidMinor",
        count(*) filter (where returned_at is not null)::int as returned, coalesce(sum(amount_minor) filter (where returned_at is not null), 0) as "returnedMinor",
        count(*) filter (where failed_as is not null)::int as failed, coalesce(sum(amount_minor) filter (where failed_as is not null), 0) as "failedMinor"
        from payments where run_id = ${id}) p
    group by p.payments, p.waiting, p.paid, p."paidMinor", p.failed, p."failedMinor", p.returned, p."returnedMinor"`);
  return sums.parse(rows[0] ?? nothing);
}

const nothing: RunSums = {
  ...{ claims: 0, amountMinor: 0, held: 0, heldMinor: 0, out: 0, payments: 0, waiting: 0 },
  ...{ paid: 0, paidMinor: 0, failed: 0, failedMinor: 0 },
  ...{ returned: 0, returnedMinor: 0 },
};

/** Of lines `l` at location `o` of company `a`: what keeps them back, now or when the run was frozen. */
export const holdNow = sql`case when l.state = 'in' and l.payment_id is null
  then payment_hold(o.enrolment, o.payee_profile, a.suspended_at) else l.hold end`;

export type FileLine = { channel: Channel; payments: number; amountMinor: number; sha256: string };

/** The files of a run; none until the worker has made them. */
export function listFiles(tx: Tx<Operator>, runId: string): Promise<FileLine[]> {
  return tx.db
    .select({
      channel: paymentFiles.channel,
      payments: paymentFiles.payments,
      amountMinor: paymentFiles.amountMinor,
      sha256: paymentFiles.sha256,
    })
    .from(paymentFiles)
    .where(eq(paymentFiles.runId, runId))
    .orderBy(desc(paymentFiles.channel));
}

const own = z.array(z.object({ number: z.number() }));

/** P6: claims of a run that the actor approved, where the programme wants somebody else to pay them; at most 20. */
export async function listOwnApprovals(tx: Tx<Operator>, runId: string): Promise<number[]> {
  const { rows } = await tx.db.execute(sql`
    select distinct c.number from payment_lines l
      join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
      join claim_reviews r on r.partner_id = c.partner_id and r.claim_id = c.id
      join programme p on not p.approver_pays
    where l.run_id = ${runId} and l.state = 'in' and r.decision = 'approved' and r.reviewer_id = ${tx.actor.userId}
    order by 1 limit 20`);
  return own.parse(rows).map(({ number }) => number);
}
