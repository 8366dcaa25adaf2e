import { randomUUID } from "node:crypto";
import { legalHolds } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { findHold, getHeldThing, type HeldThing } from "./queries";
import type { PlaceHoldInput } from "./schema";

/**
 * O25: an administrator places a legal hold on a claim's round, or on all of a customer, with a reason: nobody is erased
 * from it, nor forgotten, while it holds.
 * Refuses with `sign_in_again` (U13), `not_found`, and `already_done` when one stands.
 */
export async function placeHold(ctx: Ctx, { reason, ...which }: PlaceHoldInput): Promise<void> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const thing = await getHeldThing(tx, which);
    if (await findHold(tx, thing)) throw new Refusal("already_done");
    const id = randomUUID();
    const [placed] = await tx.db
      .insert(legalHolds)
      .values({ id, ...keyOf(thing), reason, placedAt: tx.now, placedBy: tx.actor.userId })
      .returning({ id: legalHolds.id });
    await record(tx, {
      event: "hold.placed",
      subjectId: subjectOf(thing),
      data: { holdId: placed?.id ?? id, of: thing.of, reason },
    });
  });
}

function keyOf(thing: HeldThing) {
  if (thing.of === "tenant") return { tenantId: thing.tenantId };
  return { partnerId: thing.partnerId, claimId: thing.claimId };
}

/** What the log says that it is about. */
export const subjectOf = (thing: HeldThing) =>
  thing.of === "tenant" ? thing.tenantId : thing.claimId;
