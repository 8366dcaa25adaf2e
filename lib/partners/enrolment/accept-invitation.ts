import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { moveEnrolment } from "./move-enrolment";
import { lockPlace } from "./queries";
import { afterAcceptance } from "./rules";
import type { AcceptInput } from "./schema";

/**
 * P27: an incentives admin of the location accepts that it takes part. What is missing is asked for; with
 * a payee profile it goes on to the programme.
 * Refuses with `not_found`, `no_role`, and with `enrolment_moved` when it is not invited (any more).
 */
export async function acceptInvitation(ctx: Ctx, { location }: AcceptInput): Promise<void> {
  authorize(ctx, "locations.enrol");
  await transaction(ctx, async (tx) => {
    const place = await lockPlace(tx, location);
    if (place.enrolment !== "invited") throw new Refusal("enrolment_moved");
    await moveEnrolment(tx, place, { to: afterAcceptance(place) });
  });
}
