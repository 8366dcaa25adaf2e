import { sql } from "drizzle-orm";
import { z } from "zod";
import { moneyOf } from "@/db/schema/columns";
import { holds } from "@/db/schema/states";
import type { Operator, Tx } from "../../ctx";
import { programmeCurrency } from "../../engagements/queries";
import { money } from "../../money";

const BATCH = 500;

const paymentRows = z.array(
  z.object({
    number: z.number(),
    partnerName: z.string(),
    locationName: z.string(),
    mpnId: z.string(),
    country: z.string(),
    engagementName: z.string(),
    tenantName: z.string(),
    approvedAt: z.coerce.date(),
    amount: money,
    band: z.string(),
    hold: z.enum(holds).nullable(),
  }),
);
export type Payment = z.output<typeof paymentRows>[number];
export type PaymentCursor = Pick<Payment, "number">;

/**
 * What is to be paid (W14), by claim ID, in batches: those behind `after`; empty at the end. What is
 * paid or approved between two batches may be missing or there, but nothing comes twice. Nothing of
 * the reader's own company, nor what a payment run holds; what its location holds back comes with the reason (P30).
 */
export async function listPayments(
  tx: Tx<Operator>,
  after: PaymentCursor | null,
  size = BATCH,
): Promise<Payment[]> {
  const { rows } = await tx.db.execute(sql`
    select c.number, p.name as "partnerName", l.name as "locationName", l.mpn_id as "mpnId", l.country,
      v.name as "engagementName", t.name as "tenantName", c.approved_at as "approvedAt",
      ${moneyOf(sql`coalesce(c.payout_minor, 0)`, sql`coalesce(c.currency, ${programmeCurrency})`)} as amount, c.band,
      payment_hold(l.enrolment, l.payee_profile, p.suspended_at) as hold
    from workshop_claims c
      join partners p on p.id = c.partner_id
      join locations l on l.partner_id = c.partner_id and l.id = c.location_id
      join associations a on a.partner_id = c.partner_id and a.id = c.association_id
      join engagement_versions v on v.id = a.version_id
      join tenants t on t.id = c.tenant_id
    where c.status = 'approved' and c.partner_id <> all(${sql.param(tx.actor.companies)}::uuid[]) and c.number > ${after?.number ?? 0}
      and not exists (select from payment_lines x where x.partner_id = c.partner_id and x.claim_id = c.id and x.state = 'in')
    order by c.number limit ${size}`);
  return paymentRows.parse(rows);
}
