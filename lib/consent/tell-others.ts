import { eq } from "drizzle-orm";
import { associations, reminders } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx, type System } from "../ctx";
import { workshopFacts } from "./facts";
import { listRivals, listUntold, takenSince } from "./rivals.queries";
import { tellRound } from "./tell-round";

/**
 * D8: after an acceptance, tells the other partners that ask the same customer for the same workshop
 * that it is no longer open, and never whose consent came first. Each round is told once of a consent.
 * Nobody is told while the customer could still accept them, or when the consent has gone again:
 * then `tellFree` says how it stands.
 * @param associationId the round that was accepted; without: everybody who was not told yet, as when
 * an engagement allows fewer consents than before (D18)
 */
export async function tellOthers(
  ctx: Ctx,
  { associationId }: { associationId?: string | undefined } = {},
): Promise<void> {
  authorize(ctx, "schedule.run");
  const rivals = await reading(ctx, async (tx) => {
    if (associationId === undefined) return listUntold(tx);
    const [won] = await tx.db.select().from(associations).where(eq(associations.id, associationId));
    return won ? listRivals(tx, won) : [];
  });
  for (const id of rivals) await tellOne(ctx, id);
}

async function tellOne(ctx: Ctx<System>, id: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const facts = await workshopFacts(tx, id);
    if (facts.endedAt !== null || facts.consentedAt !== null || tx.now >= facts.consentDueAt)
      return;
    const since = await takenSince(tx, facts);
    if (since === null) return;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId: facts.partnerId,
        associationId: id,
        kind: "no_longer_open",
        daysBefore: 0,
        dueAt: since,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return;
    const { workshop, engagementSlug } = facts;
    await tellRound(tx, id, "partner-no-longer-open", {
      ...workshop,
      associationId: id,
      engagementSlug,
    });
    await record(tx, {
      event: "consent.no_longer_open",
      subjectId: id,
      partnerId: facts.partnerId,
      data: {},
    });
  });
}
