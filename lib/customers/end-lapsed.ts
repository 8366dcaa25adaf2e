import { sql } from "drizzle-orm";
import { authorize } from "../access/authorize";
import { reading, transaction, type Ctx, type System } from "../ctx";

const chunk = 500;

/**
 * S55, W11: ends every round whose time ran out by now, customer by customer, in the same order of
 * locks as everybody else. Nothing needs this to become expired; it makes room and lets people know.
 * @returns the rounds that were ended
 */
export async function endLapsed(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "schedule.run");
  const ended: string[] = [];
  for (;;) {
    const found = await listLapsed(ctx);
    for (const { engagementId, tenantId } of found) {
      ended.push(...(await endOne(ctx, engagementId, tenantId)));
    }
    if (found.length < chunk) return ended;
  }
}

type Pair = { engagementId: string; tenantId: string };

async function listLapsed(ctx: Ctx<System>): Promise<Pair[]> {
  return reading(ctx, async (tx) => {
    const now = sql`${tx.now.toISOString()}::timestamptz`;
    const { rows } = await tx.db.execute<Pair>(sql`
      select distinct engagement_id as "engagementId", tenant_id as "tenantId" from (
        select engagement_id, tenant_id from associations
        where ended_at is null and consented_at is null and consent_due_at <= ${now}
        union all
        select engagement_id, tenant_id from associations
        where ended_at is null and consented_at is not null and submitted_at is null
          and delivery_due_at <= ${now}) lapsed
      limit ${chunk}`);
    return rows;
  });
}

async function endOne(ctx: Ctx<System>, engagementId: string, tenantId: string): Promise<string[]> {
  return transaction(ctx, async (tx) => {
    const { rows } = await tx.db.execute<{ id: string }>(
      sql`select end_lapsed(${engagementId}, ${tenantId}, ${tx.now.toISOString()}) as id`,
    );
    return rows.map(({ id }) => id);
  });
}
