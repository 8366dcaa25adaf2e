import { sql, type SQL } from "drizzle-orm";
import { FIRST_HOUR, LAST_HOUR } from "../consent/remind.rules";
import type { Tx } from "../ctx";
import { CLAIM_STEPS, waitsIn, type ClaimReminder } from "./remind.rules";

const chunk = 500;

/**
 * Claims that may be due for a reminder of this kind, some hundred at a time, in the order of their
 * ids. Nothing is mailed for a company that is suspended (P25). The rule (`dueStep`) has the last word, with the claim locked.
 * @param after the last id of the chunk before
 */
export async function listDueClaims(tx: Tx, kind: ClaimReminder, after: string): Promise<string[]> {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const furthest = new Date(tx.now.getTime() + (Math.max(...CLAIM_STEPS) + 2) * 86_400_000);
  const dayOf = (instant: SQL) => sql`(${instant} at time zone c.time_zone)::date`;
  const lastDay = dayOf(sql`(c.due_at - interval '1 millisecond')`);
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select c.id from workshop_claims c
    cross join lateral (
      select min(step) as step from unnest(${sql.param(CLAIM_STEPS)}::int[]) step
      where step >= ${lastDay} - ${dayOf(now)}) s
    where c.status in ('action_required', 'rejected') and c.status = ${waitsIn[kind]} and c.id > ${after}
      and c.due_at > ${now} and c.due_at < ${furthest.toISOString()}::timestamptz
      and extract(hour from ${now} at time zone c.time_zone) between ${FIRST_HOUR} and ${LAST_HOUR}
      and s.step is not null and ${lastDay} - ${dayOf(sql`c.status_at`)} > s.step
      and not exists (select from partners p where p.id = c.partner_id and p.suspended_at is not null)
      and not exists (
        select from reminders r
        where r.partner_id = c.partner_id and r.association_id = c.association_id and r.kind = ${kind}
          and r.days_before = s.step and r.due_at = c.due_at)
    order by c.id limit ${chunk}`);
  return rows.map(({ id }) => id);
}
