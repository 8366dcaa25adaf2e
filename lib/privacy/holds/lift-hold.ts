import { and, eq, isNull } from "drizzle-orm";
import { legalHolds } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { subjectOf } from "./place-hold";
import { findHold, getHeldThing } from "./queries";
import type { LiftHoldInput } from "./schema";

/**
 * O25: an administrator lifts a legal hold with a reason. What was to be erased meanwhile goes within the hour.
 * Refuses with `sign_in_again` (U13), `not_found`, and `already_done` when none stands.
 */
export async function liftHold(ctx: Ctx, { why, ...which }: LiftHoldInput): Promise<void> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const thing = await getHeldThing(tx, which);
    const hold = await findHold(tx, thing);
    if (!hold) throw new Refusal("already_done");
    const lifted = await tx.db
      .update(legalHolds)
      .set({ liftedAt: tx.now, liftedBy: tx.actor.userId, liftedWhy: why })
      .where(and(eq(legalHolds.id, hold.id), isNull(legalHolds.liftedAt)))
      .returning({ id: legalHolds.id });
    if (lifted.length === 0) throw new Refusal("already_done");
    await record(tx, {
      event: "hold.lifted",
      subjectId: subjectOf(thing),
      data: { holdId: hold.id, of: thing.of, reason: why },
    });
  });
}
