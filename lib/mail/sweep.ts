import { sql } from "drizzle-orm";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { queueOf } from "./deliver";
import { lookAgain } from "./gather";

/** An e-mail that waits longer than this without a job has lost it. */
const PATIENCE_MS = 60_000;

/**
 * Gives a job to every e-mail that waits for delivery but has none any more: a job that was tried
 * too often, or deleted by hand. Safe to run at any time: a delivery too many changes nothing.
 * @returns how many were put back
 */
export async function sweepMail(ctx: Ctx): Promise<number> {
  authorize(ctx, "mail.deliver");
  return transaction(ctx, async (tx) => {
    const { rows } = await tx.db.execute<{
      id: string;
      runId: string | null;
      gathered: boolean;
    }>(sql`
      select e.id, e.run_id as "runId", e.envelope_id is not null as gathered from emails e
      where e.state in ('queued', 'sending')
        and e.state_at < ${new Date(ctx.now.getTime() - PATIENCE_MS).toISOString()}::timestamptz
        and not exists (
          select from pgboss.job j
          where j.name in ('deliver-mail', 'deliver-run', 'gather-mail') and j.state in ('created', 'retry', 'active')
            and (j.data->>'emailId' = e.id::text or (e.envelope_id is null and j.data->>'runId' = e.run_id::text)))
        and (e.envelope_id is null or e.envelope_id = e.id)
      order by e.created_at limit 1000`);
    for (const { id, runId, gathered } of rows)
      if (runId !== null && !gathered) await lookAgain(tx, runId);
      else await enqueue(tx, queueOf({ runId }), { emailId: id });
    return rows.length;
  });
}
