import { and, eq, isNull } from "drizzle-orm";
import { claimSurveys, contactReleases, rowOf, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { workshopFacts } from "../facts";
import { tellRound } from "../tell-round";

/** D19: tells the partner, once, what the programme decided about a contact. */
export async function tellRelease(
  ctx: Ctx,
  { partnerId, releaseId }: { partnerId: string; releaseId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  await transaction(ctx, async (tx) => {
    const [release] = await tx.db
      .update(contactReleases)
      .set({ toldAt: tx.now })
      .where(
        and(
          eq(contactReleases.partnerId, partnerId),
          eq(contactReleases.id, releaseId),
          isNull(contactReleases.toldAt),
        ),
      )
      .returning();
    if (!release || release.decision === null) return;
    const { associationId, decision, contactEmail, note } = release;
    const { workshop, engagementSlug } = await workshopFacts(tx, associationId);
    await tellRound(tx, associationId, "partner-contact-decision", {
      ...workshop,
      decision,
      contactEmail,
      note,
      associationId,
      engagementSlug,
      claimNumber: await claimOf(tx, { partnerId, releaseId }),
    });
  });
}

/** The claim whose survey waited, if one did. */
async function claimOf(
  tx: Tx,
  { partnerId, releaseId }: { partnerId: string; releaseId: string },
): Promise<string | null> {
  const [claim] = await tx.db
    .select({ number: workshopClaims.number })
    .from(claimSurveys)
    .innerJoin(workshopClaims, rowOf(workshopClaims, claimSurveys.partnerId, claimSurveys.claimId))
    .where(and(eq(claimSurveys.partnerId, partnerId), eq(claimSurveys.releaseId, releaseId)))
    .limit(1);
  return claim ? String(claim.number) : null;
}
