import { eq } from "drizzle-orm";
import { reminders, workshopClaims } from "@/db/schema";
import { record } from "../audit/record";
import { dueStep } from "../consent/remind.rules";
import { transaction, type Ctx, type System } from "../ctx";
import { CLAIM_STEPS, waitsIn, type ClaimReminder } from "./remind.rules";
import { dueOf } from "./rules";
import { tellClaim } from "./tell-claim";

/**
 * Writes one reminder about one claim, if it is still due now that nobody else can change the claim.
 * The row in `reminders` makes it one for each deadline and step, whoever runs at the same time.
 * @returns whether one was written
 */
export async function remindClaim(
  ctx: Ctx<System>,
  kind: ClaimReminder,
  id: string,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const mine = eq(workshopClaims.id, id);
    const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
    const due = claim?.status === waitsIn[kind] ? dueOf(claim) : null;
    if (!claim || !due) return false;
    const { statusAt: since, timeZone: zone, associationId, partnerId } = claim;
    const found = dueStep(CLAIM_STEPS, { due, since, now: tx.now, zone });
    if (!found) return false;
    const { step, daysLeft } = found;
    const [won] = await tx.db
      .insert(reminders)
      .values({ partnerId, associationId, kind, daysBefore: step, dueAt: due, createdAt: tx.now })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!won) return false;
    await tellClaim(tx, claim, "claim-due", { kind, dueAt: due.toISOString(), daysLeft });
    await record(tx, {
      event: "claim.reminded",
      subjectId: id,
      partnerId,
      data: { number: claim.number, kind, daysBefore: step, daysLeft },
    });
    return true;
  });
}
