import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { moveEnrolment } from "./move-enrolment";
import { lockPlace } from "./queries";
import { toDoOf } from "./rules";
import type { GiveInput } from "./schema";

/**
 * P27: an incentives admin of the location says that what the programme asked for is there; the programme
 * looks at it again.
 * Refuses with `not_found`, `no_role`, `payee_missing` while the payee profile is not given, and with
 * `enrolment_moved` when nothing is asked for (any more).
 */
export async function giveMissing(ctx: Ctx, { location, note }: GiveInput): Promise<void> {
  authorize(ctx, "locations.enrol");
  await transaction(ctx, async (tx) => {
    const place = await lockPlace(tx, location);
    if (place.enrolment !== "action_required") throw new Refusal("enrolment_moved");
    if (toDoOf(place) === "payee") throw new Refusal("payee_missing");
    await moveEnrolment(tx, place, { to: "validating", reason: note || null });
  });
}
