import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../ctx";
import { FIRST_HOUR, LAST_HOUR, stepsOf, type ReminderKind } from "./remind.rules";

const chunk = 500;
const open = sql`a.ended_at is null`;
/** When the customer was last asked or reminded. */
const lastAsked = sql`(
  select greatest(q.sent_at, (select max(e.created_at) from emails e
    where e.partner_id = a.partner_id and e.association_id = a.id))
  from consent_requests q
  where q.partner_id = a.partner_id and q.association_id = a.id and q.replaced_at is null and q.closed_at is null)`;

const kinds: Record<ReminderKind, { due: SQL; since: SQL; where: SQL }> = {
  answer: {
    due: sql`a.consent_due_at`,
    since: lastAsked,
    where: sql`a.consented_at is null and exists (
      select from consent_requests q
      where q.partner_id = a.partner_id and q.association_id = a.id and q.replaced_at is null and q.closed_at is null and q.reminders_on
        and coalesce(contact_standing(q.partner_id, q.release_id), 'released') = 'released')`,
  },
  not_sent: {
    due: sql`a.consent_due_at`,
    since: sql`a.created_at`,
    where: sql`a.consented_at is null and a.requested_at is null`,
  },
  delivery: {
    due: sql`a.delivery_due_at`,
    since: sql`a.consented_at`,
    where: sql`a.consented_at is not null and a.submitted_at is null`,
  },
};

/**
 * Rounds that may be due for a reminder of this kind, some hundred at a time, in the order of their
 * ids. Nothing is mailed for a company that is suspended (P25). The rule (`dueReminder`) has the last word, with the round locked.
 * @param after the last id of the chunk before
 */
export async function listDueReminders(
  tx: Tx,
  kind: ReminderKind,
  after: string,
): Promise<string[]> {
  const { due, since, where } = kinds[kind];
  const steps = stepsOf[kind];
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const furthest = new Date(tx.now.getTime() + (Math.max(...steps) + 2) * 86_400_000);
  const dayOf = (instant: SQL) => sql`(${instant} at time zone a.time_zone)::date`;
  const lastDay = dayOf(sql`(${due} - interval '1 millisecond')`);
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select a.id from associations a
    cross join lateral (
      select min(step) as step from unnest(${sql.param(steps)}::int[]) step
      where step >= ${lastDay} - ${dayOf(now)}) s
    where a.id > ${after} and ${open} and ${where}
      and not exists (select from partners p where p.id = a.partner_id and p.suspended_at is not null)
      and ${due} > ${now} and ${due} < ${furthest.toISOString()}::timestamptz
      and extract(hour from ${now} at time zone a.time_zone) between ${FIRST_HOUR} and ${LAST_HOUR}
      and s.step is not null
      and ${lastDay} - ${dayOf(sql`greatest(${since}, a.extended_at)`)} > s.step
      and not exists (
        select from reminders r
        where r.partner_id = a.partner_id and r.association_id = a.id and r.kind = ${kind} and r.days_before = s.step
          and r.due_at = ${due})
    order by a.id limit ${chunk}`);
  return rows.map(({ id }) => id);
}
