import { sql } from "drizzle-orm";
import { z } from "zod";
import { moneyOf } from "@/db/schema/columns";
import type { Operator, Tx } from "../../ctx";
import { money } from "../../money";
import { claimStatuses } from "../rules";

const row = z.object({
  number: z.number(),
  version: z.number(),
  status: z.enum(claimStatuses),
  partnerName: z.string(),
  tenantName: z.string(),
  locationName: z.string(),
  amount: money.nullable(),
  reference: z.string().nullable(),
  /** P30: the payment run that holds it. */
  run: z.number().nullable(),
  /** P6: the reader approved it, and somebody else has to pay it. */
  ownApproval: z.boolean(),
});
export type ClaimToPay = z.output<typeof row>;

/** Of these claims, those that were sent in and are not of the reader's own company (P6), by claim ID. */
export async function listToPay(
  tx: Tx<Operator>,
  numbers: readonly number[],
): Promise<ClaimToPay[]> {
  const { rows } = await tx.db.execute(sql`
    select c.number, c.version, c.status, p.name as "partnerName", t.name as "tenantName", l.name as "locationName",
      ${moneyOf(sql`c.payout_minor`, sql`c.currency`)} as amount, c.payment_reference as reference,
      (select r.number from payment_lines x join payment_runs r on r.id = x.run_id
        where x.partner_id = c.partner_id and x.claim_id = c.id and x.state in ('in', 'paid')) as run,
      exists (select from claim_reviews w, programme g where not g.approver_pays and w.partner_id = c.partner_id
        and w.claim_id = c.id and w.decision = 'approved' and w.reviewer_id = ${tx.actor.userId}) as "ownApproval"
    from workshop_claims c join partners p on p.id = c.partner_id join tenants t on t.id = c.tenant_id
      join locations l on l.partner_id = c.partner_id and l.id = c.location_id
    where c.number = any(${sql.param([...numbers])}::integer[]) and c.submitted_at is not null
      and c.partner_id <> all(${sql.param(tx.actor.companies)}::uuid[])
    order by c.number`);
  return z.array(row).parse(rows);
}
