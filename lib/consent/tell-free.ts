import { and, desc, eq, isNull } from "drizzle-orm";
import { associations, consentRequests, reminders } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx, type System, type Tx } from "../ctx";
import { daysLeft } from "../time/deadline";
import { workshopFacts } from "./facts";
import { listRivals, takenSince } from "./rivals.queries";
import { tellRound } from "./tell-round";

/**
 * D18: after a consent ended (withdrawn, cancelled, run out), tells the other partners whose request
 * it had closed, or who were told so, that the customer is free again, and never whose consent it
 * was. What was closed stays closed: with days left they may ask anew. Each round is told once.
 * @param associationId the round whose consent ended
 */
export async function tellFree(
  ctx: Ctx,
  { associationId }: { associationId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  const { endedAt, rivals } = await reading(ctx, async (tx) => {
    const [over] = await tx.db
      .select()
      .from(associations)
      .where(eq(associations.id, associationId));
    if (!over?.endedAt || !over.consentedAt) return { endedAt: null, rivals: [] };
    return { endedAt: over.endedAt, rivals: await listRivals(tx, over) };
  });
  if (endedAt === null) return;
  for (const id of rivals) await tellOne(ctx, id, endedAt);
}

async function tellOne(ctx: Ctx<System>, id: string, freeSince: Date): Promise<void> {
  await transaction(ctx, async (tx) => {
    const facts = await workshopFacts(tx, id);
    const { consentDueAt, workshop, engagementSlug, partnerId } = facts;
    if (facts.endedAt !== null || facts.consentedAt !== null || tx.now >= consentDueAt) return;
    if ((await takenSince(tx, facts)) !== null || !(await wasTaken(tx, { partnerId, id }))) return;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId,
        associationId: id,
        kind: "free_again",
        daysBefore: 0,
        dueAt: freeSince,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return;
    await tellRound(tx, id, "partner-free-again", {
      ...workshop,
      associationId: id,
      engagementSlug,
      consentDueAt: consentDueAt.toISOString(),
      daysLeft: daysLeft(consentDueAt, tx.now, workshop.timeZone),
    });
    await record(tx, { event: "consent.free_again", subjectId: id, partnerId, data: {} });
  });
}

/** The round's last request was closed and nobody asked since, or its partner was told so. */
async function wasTaken(
  tx: Tx,
  { partnerId, id }: { partnerId: string; id: string },
): Promise<boolean> {
  const [last] = await tx.db
    .select({ closedFor: consentRequests.closedFor })
    .from(consentRequests)
    .where(
      and(
        eq(consentRequests.partnerId, partnerId),
        eq(consentRequests.associationId, id),
        isNull(consentRequests.replacedAt),
      ),
    )
    .orderBy(desc(consentRequests.sentAt))
    .limit(1);
  if (last) return last.closedFor === "taken";
  const [told] = await tx.db
    .select({ id: reminders.id })
    .from(reminders)
    .where(
      and(
        eq(reminders.partnerId, partnerId),
        eq(reminders.associationId, id),
        eq(reminders.kind, "no_longer_open"),
      ),
    )
    .limit(1);
  return told !== undefined;
}
