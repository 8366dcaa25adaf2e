import { sql } from "drizzle-orm";
import { reminders } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx, type System } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { workshopFacts } from "./facts";
import { tellRound } from "./tell-round";

const chunk = 500;
/** What ended longer ago is told only when it was found now, after a long standstill. */
const WINDOW_MS = 31 * 86_400_000;

/**
 * D7, W11: notes in the log which rounds ran out, and tells the partner, once for each round. Finds
 * them whoever ended them: the schedule, or somebody who looked at the customer first.
 * @param ended rounds that the caller has just ended
 * @returns how many partners were told
 */
export async function tellExpired(
  ctx: Ctx,
  { ended }: { ended: readonly string[] },
): Promise<number> {
  authorize(ctx, "schedule.run");
  let told = 0;
  const seen = new Set<string>();
  for (const id of ended) {
    seen.add(id);
    if (await tellOne(ctx, id)) told += 1;
  }
  for (;;) {
    const ids = (await listUntold(ctx)).filter((id) => !seen.has(id));
    if (ids.length === 0) return told;
    for (const id of ids) {
      seen.add(id);
      if (await tellOne(ctx, id)) told += 1;
    }
  }
}

async function listUntold(ctx: Ctx<System>): Promise<string[]> {
  return reading(ctx, async (tx) => {
    const { rows } = await tx.db.execute<{ id: string }>(sql`
      select a.id from associations a
      where a.end_reason in ('consent_expired', 'delivery_expired')
        and a.ended_at > ${new Date(tx.now.getTime() - WINDOW_MS).toISOString()}::timestamptz
        and not exists (
          select from reminders r
          where r.partner_id = a.partner_id and r.association_id = a.id and r.kind in ('expired', 'delivery_expired'))
      order by a.ended_at limit ${chunk}`);
    return rows.map(({ id }) => id);
  });
}

async function tellOne(ctx: Ctx<System>, id: string): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const facts = await workshopFacts(tx, id);
    const delivery = facts.endReason === "delivery_expired";
    const dueAt = delivery ? facts.deliveryDueAt : facts.consentDueAt;
    if (facts.endedAt === null || dueAt === null) return false;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId: facts.partnerId,
        associationId: id,
        kind: delivery ? "delivery_expired" : "expired",
        daysBefore: 0,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return false;
    await tellRound(tx, id, "partner-expired", {
      ...facts.workshop,
      associationId: id,
      engagementSlug: facts.engagementSlug,
      kind: delivery ? "delivery" : "consent",
      dueAt: dueAt.toISOString(),
    });
    await record(tx, {
      event: delivery ? "delivery.expired" : "consent.expired",
      subjectId: id,
      partnerId: facts.partnerId,
      data: { dueAt: dueAt.toISOString() },
    });
    if (delivery) await enqueue(tx, "tell-free", { associationId: id });
    return true;
  });
}
