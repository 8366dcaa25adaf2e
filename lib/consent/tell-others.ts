import { and, eq, isNull, ne } from "drizzle-orm";
import { sql } from "drizzle-orm";
import { associations, reminders } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx, type System } from "../ctx";
import { workshopFacts } from "./facts";
import { tellRound } from "./tell-round";

/**
 * D8: after an acceptance, tells the other partners that ask the same customer for the same workshop
 * that it is no longer open, and never whose consent came first. Each round is told once. Nobody is
 * told while the customer could still accept them, or when the consent has gone again.
 * @param associationId the round that was accepted
 */
export async function tellOthers(
  ctx: Ctx,
  { associationId }: { associationId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  for (const id of await listOthers(ctx, associationId)) await tellOne(ctx, id);
}

async function listOthers(ctx: Ctx<System>, associationId: string): Promise<string[]> {
  return reading(ctx, async (tx) => {
    const [won] = await tx.db.select().from(associations).where(eq(associations.id, associationId));
    if (!won) return [];
    const others = await tx.db
      .select({ id: associations.id })
      .from(associations)
      .where(
        and(
          eq(associations.engagementId, won.engagementId),
          eq(associations.tenantId, won.tenantId),
          ne(associations.partnerId, won.partnerId),
          isNull(associations.endedAt),
          isNull(associations.consentedAt),
        ),
      );
    return others.map(({ id }) => id);
  });
}

async function tellOne(ctx: Ctx<System>, id: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const facts = await workshopFacts(tx, id);
    if (facts.endedAt !== null || facts.consentedAt !== null || tx.now >= facts.consentDueAt)
      return;
    const { rows } = await tx.db.execute<{ taken: string | null }>(
      sql`select taken_by_others(${facts.partnerId}, ${facts.engagementId}, ${facts.tenantId}, ${tx.now.toISOString()}) as taken`,
    );
    if (rows[0]?.taken == null) return;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId: facts.partnerId,
        associationId: id,
        kind: "no_longer_open",
        daysBefore: 0,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return;
    const { workshop, engagementSlug } = facts;
    await tellRound(tx, id, "partner-no-longer-open", { ...workshop, engagementSlug });
    await record(tx, {
      event: "consent.no_longer_open",
      subjectId: id,
      partnerId: facts.partnerId,
      data: {},
    });
  });
}
