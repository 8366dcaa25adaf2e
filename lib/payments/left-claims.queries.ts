import { sql } from "drizzle-orm";
import { z } from "zod";
import { moneyOf } from "@/db/schema/columns";
import { holds } from "@/db/schema/states";
import type { Operator, Tx } from "../ctx";
import { programmeCurrency } from "../engagements/queries";
import { money } from "../money";

const row = z.object({
  number: z.number(),
  partnerId: z.string(),
  partnerName: z.string(),
  locationName: z.string(),
  approvedAt: z.coerce.date(),
  amount: money.nullable(),
  why: z.enum(["nothing", "currency", ...holds]),
});
export type LeftClaim = z.output<typeof row>;

/**
 * Approved claims that no run pays as things stand, the longest approved first, each with the reason (P30): nothing is to be
 * paid, it is in another currency than the programme's, or its location is held. @returns at most `most`, and how many there are
 */
export async function listLeftClaims(
  tx: Tx<Operator>,
  { most }: { most: number },
): Promise<{ rows: LeftClaim[]; count: number }> {
  const { rows } = await tx.db.execute<{ count: number }>(sql`
    select c.number, c.partner_id as "partnerId", p.name as "partnerName", l.name as "locationName", c.approved_at as "approvedAt",
      ${moneyOf(sql`c.payout_minor`, sql`c.currency`)} as amount, w.why, count(*) over ()::int as count
    from workshop_claims c join partners p on p.id = c.partner_id
      join locations l on l.partner_id = c.partner_id and l.id = c.location_id
      cross join lateral (select case when coalesce(c.payout_minor, 0) = 0 then 'nothing'
        when c.currency <> ${programmeCurrency} then 'currency'
        else payment_hold(l.enrolment, l.payee_profile, p.suspended_at) end as why) w
    where c.status = 'approved' and w.why is not null
      and not exists (select from payment_lines x where x.partner_id = c.partner_id and x.claim_id = c.id
        and x.state in ('in', 'paid') and x.payment_id is not null)
    order by c.approved_at, c.number limit ${most}`);
  return { rows: z.array(row).parse(rows), count: rows[0]?.count ?? 0 };
}
