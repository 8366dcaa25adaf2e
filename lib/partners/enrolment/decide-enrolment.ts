import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { moveEnrolment } from "./move-enrolment";
import { lockPlace } from "./queries";
import { targetOf } from "./rules";
import type { DecideInput } from "./schema";

/**
 * P27: a partner manager of the programme enrols a location, asks its partner for more, lets it rest, takes
 * it back, or ends it.
 * Refuses with `not_found`, `own_company`, `payee_not_valid` for an enrolment without a valid payee
 * profile, and with `enrolment_moved` when it does not stand where the page showed it.
 */
export async function decideEnrolment(
  ctx: Ctx,
  { location, seen, decision, reason }: DecideInput,
): Promise<void> {
  authorize(ctx, "partners.enrol");
  await transaction(ctx, async (tx) => {
    const place = await lockPlace(tx, location);
    if (place.enrolment !== seen) throw new Refusal("enrolment_moved");
    const to = targetOf(decision, place);
    if (to === "enrolled" && place.payeeProfile !== "valid") throw new Refusal("payee_not_valid");
    await moveEnrolment(tx, place, { to, reason: reason || null });
  });
}
