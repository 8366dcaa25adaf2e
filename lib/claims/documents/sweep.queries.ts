import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, System, Tx } from "../../ctx";
import type { Swept } from "./sweep.rules";

const row = z.object({
  why: z.enum(["no_mark", "other_mark"]).nullable(),
  left: z.int(),
});

/** Why the last sweep of the files left some that nobody needs; null when it left none. */
export async function findSweepTrouble(
  tx: Tx<Operator> | Tx<System>,
): Promise<Pick<Swept, "why" | "left"> | null> {
  const { rows } = await tx.db.execute(sql`
    select l.data ->> 'why' as why, (l.data ->> 'left')::int as left from audit_log l
    where l.subject_id = (select id from installation) and l.event = 'files.swept'
    order by l.at desc limit 1`);
  const last = rows[0] && row.parse(rows[0]);
  return last && (last.why !== null || last.left > 0) ? last : null;
}
