import { and, eq, isNull } from "drizzle-orm";
import { payeeProfiles } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { moveEnrolment } from "../enrolment/move-enrolment";
import { lockPlace } from "../enrolment/queries";
import { findPayee } from "./queries";
import type { DecidePayeeInput } from "./schema";
import { tellPayee } from "./tell-payee";

/**
 * P28: a partner manager of the programme, who proved just now who they are (U13), validates the newest payee profile of a location, or rejects it
 * with a reason; then a location that waits for the programme goes back to its partner. Decided once.
 * Refuses with `sign_in_again`, `not_found`, `own_company`, `already_done`, and with `payee_changed` when the partner
 * changed it since the page was opened.
 */
export async function decidePayee(
  ctx: Ctx,
  { location, version, decision, reason }: DecidePayeeInput,
): Promise<void> {
  authorize(ctx, "partners.enrol");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const place = await lockPlace(tx, location);
    const payee = await findPayee(tx, place);
    if (!payee) throw new Refusal("not_found");
    if (payee.version !== version) throw new Refusal("payee_changed");
    const why = decision === "rejected" ? reason : null;
    const decided = await tx.db
      .update(payeeProfiles)
      .set({ decision, decidedAt: tx.now, decidedBy: tx.actor.userId, reason: why })
      .where(
        and(
          eq(payeeProfiles.partnerId, place.partnerId),
          eq(payeeProfiles.locationId, place.id),
          eq(payeeProfiles.version, version),
          isNull(payeeProfiles.decision),
        ),
      )
      .returning({ version: payeeProfiles.version });
    if (decided.length === 0) throw new Refusal("already_done");
    if (decision === "rejected" && place.enrolment === "validating")
      await moveEnrolment(
        tx,
        { ...place, payeeProfile: decision },
        { to: "action_required", reason: why, quiet: true },
      );
    await tellPayee(tx, place, { kind: decision, by: null, lastFour: payee.lastFour, reason: why });
    await record(tx, {
      event: "payee.decided",
      subjectId: place.id,
      partnerId: place.partnerId,
      data: { version, before: "validating", after: decision, reason: why },
    });
  });
}
