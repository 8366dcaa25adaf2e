import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { bulkRunRows, bulkRuns, emails, roleGrants } from "@/db/schema";
import type { Grant, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { MOST_ITEMS } from "../mail/envelopes.rules";
import { holds } from "../partners/queries";
import { bulkOptions, choice, rowDetails, runKey } from "./schema";

const parts = z.object({ choice, options: bulkOptions });
export type BulkRun = Omit<typeof bulkRuns.$inferSelect, "choice" | "options"> &
  z.output<typeof parts>;

/** A run that the actor may see. Refuses with `not_found`. */
export async function getRun(tx: Tx, id: string): Promise<BulkRun> {
  const { success, data } = runKey.safeParse(id);
  const [found] = success ? await tx.db.select().from(bulkRuns).where(eq(bulkRuns.id, data)) : [];
  if (!found) throw new Refusal("not_found");
  return { ...found, ...parts.parse(found) };
}

const rowParts = z.object({
  details: rowDetails,
  verdictParams: z.record(z.string(), z.union([z.string(), z.number()])),
  outcomeParams: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type BulkRow = Omit<typeof bulkRunRows.$inferSelect, keyof z.output<typeof rowParts>> &
  z.output<typeof rowParts>;

type Which = Pick<BulkRun, "partnerId" | "id">;

/** The row of a run. */
export const isRun = ({ partnerId, id }: Which) =>
  and(eq(bulkRuns.partnerId, partnerId), eq(bulkRuns.id, id));

/** That a row is of a run. */
export const isOf = ({ partnerId, id }: Which) =>
  and(eq(bulkRunRows.partnerId, partnerId), eq(bulkRunRows.runId, id));

type Wanted = { after: number; most: number };

/** Rows of a run behind a position, in its order. */
export async function listRows(tx: Tx, run: Which, { after, most }: Wanted): Promise<BulkRow[]> {
  const rows = await tx.db
    .select()
    .from(bulkRunRows)
    .where(and(isOf(run), gt(bulkRunRows.position, after)))
    .orderBy(asc(bulkRunRows.position))
    .limit(most);
  return rows.map((row) => ({ ...row, ...rowParts.parse(row) }));
}

/** A row that is to be done still, and nobody else's until the transaction ends. */
export async function lockRow(tx: Tx, run: Which, position: number): Promise<BulkRow | null> {
  const [row] = await tx.db
    .select()
    .from(bulkRunRows)
    .where(and(isOf(run), eq(bulkRunRows.position, position), isLeft))
    .for("update");
  return row ? { ...row, ...rowParts.parse(row) } : null;
}

/** That a row is to be done, and is not done yet. */
export const isLeft = sql`${bulkRunRows.outcome} is null and not ${bulkRunRows.takenOut} and ${bulkRunRows.verdict} = 'will'`;

/** The places of the next rows that are to be done. */
export async function nextRows(tx: Tx, run: Which, { after, most }: Wanted): Promise<number[]> {
  const rows = await tx.db
    .select({ position: bulkRunRows.position })
    .from(bulkRunRows)
    .where(and(isOf(run), gt(bulkRunRows.position, after), isLeft))
    .orderBy(asc(bulkRunRows.position))
    .limit(most);
  return rows.map(({ position }) => position);
}

const counted = z.object({
  all: z.coerce.number(),
  will: z.coerce.number(),
  already: z.coerce.number(),
  not: z.coerce.number(),
  out: z.coerce.number(),
  left: z.coerce.number(),
  done: z.coerce.number(),
  refused: z.coerce.number(),
  /** What was done already when its turn came. */
  late: z.coerce.number(),
  mails: z.coerce.number(),
  payouts: z.array(z.object({ minor: z.coerce.number(), currency: z.string() })),
});
export type RunCounts = z.output<typeof counted>;

/** How many rows of a run stand how, what those that are left in pay, and how many e-mails go out for them (B6). */
export async function countRun(tx: Tx, { partnerId, id }: Which): Promise<RunCounts> {
  const { rows } = await tx.db.execute(sql`
    with mine as (select * from bulk_run_rows where partner_id = ${partnerId} and run_id = ${id}),
      stays as (select * from mine where verdict = 'will' and not taken_out)
    select count(*) as all, count(*) filter (where verdict = 'will' and not taken_out) as will,
      count(*) filter (where verdict = 'already') as already, count(*) filter (where verdict = 'not') as not,
      count(*) filter (where taken_out) as out,
      count(*) filter (where verdict = 'will' and not taken_out and outcome is null) as left,
      count(*) filter (where outcome = 'done') as done, count(*) filter (where outcome = 'refused') as refused,
      count(*) filter (where outcome = 'already') as late,
      (select coalesce(sum(ceil(n / case when together is null then 1 else ${MOST_ITEMS}::numeric end)), 0) from (select together, sum(mails) as n from stays where mails > 0 group by together) e) as mails,
      coalesce((select jsonb_agg(p) from (select sum(payout_minor) as minor, payout_currency as currency from stays
        where payout_minor is not null group by 2 order by 2) p), '[]') as payouts
    from mine`);
  return counted.parse(rows[0]);
}

/** B7: how many runs of the actor's company go on, or are looked at. */
export async function countOfCompany(
  tx: Tx<PartnerUser>,
  state: "running" | "looking",
): Promise<number> {
  const { rows } = await tx.db.execute<{ count: number }>(
    sql`select bulk_running(${state}) as count`,
  );
  return rows[0]?.count ?? 0;
}

/** U4: the roles that somebody has now, as the door reads them on each request. */
export async function grantsNow(tx: Tx<PartnerUser>): Promise<Grant[]> {
  return tx.db
    .select({ role: roleGrants.role, locationId: roleGrants.locationId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.partnerId, tx.actor.partnerId),
        eq(roleGrants.userId, tx.actor.userId),
        holds(tx.now),
      ),
    );
}

/** How many e-mails of a run wait to be handed over still; before it is settled what goes out together, one for each mailbox. */
export function countWaiting(tx: Tx, { partnerId, id }: Which) {
  const first = sql`case when ${emails.envelopeId} is null then not ${emails.follows} else ${emails.envelopeId} = ${emails.id} end`;
  return tx.db.$count(
    emails,
    and(eq(emails.partnerId, partnerId), eq(emails.runId, id), eq(emails.state, "queued"), first),
  );
}
