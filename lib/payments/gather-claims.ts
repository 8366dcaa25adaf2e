import { sql } from "drizzle-orm";
import type { Operator, Tx } from "../ctx";
import type { Run } from "./queries";

/**
 * A step: puts every approved claim that pays something in the run's currency, and that no run holds, into an open
 * run (P30): also those that failed before. @returns how many
 */
export async function gatherClaims(tx: Tx<Operator>, { id, currency }: Run): Promise<number> {
  const { rowCount } = await tx.db.execute(sql`
    insert into payment_lines (partner_id, run_id, claim_id, location_id, amount_minor, currency)
    select c.partner_id, ${id}, c.id, c.location_id, c.payout_minor, c.currency from workshop_claims c
    where c.status = 'approved' and c.payout_minor > 0 and c.currency = ${currency}
      and not exists (select from payment_lines l where l.partner_id = c.partner_id and l.claim_id = c.id
        and (l.state in ('in', 'paid') or l.run_id = ${id}))
    order by c.number`);
  return rowCount ?? 0;
}
