import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import type { ChangeLocationInput } from "../schema";
import { editLocation } from "./edit-location";

/**
 * P26, P4: a partner manager changes a location. What somebody else changed since the page was opened is
 * told field by field and not overwritten.
 * Refuses with `not_found`, `own_company`, `changed_meanwhile`, `mpn_id_taken`, `which_time_zone`.
 */
export async function changeLocation(
  ctx: Ctx,
  { partner, location, revision, ...fields }: ChangeLocationInput,
): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, (tx) =>
    editLocation(tx, { partner, location }, { fields, seen: revision }),
  );
}
