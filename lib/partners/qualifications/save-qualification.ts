import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { getLocation } from "../locations/queries";
import { getDecidable } from "../partner.queries";
import { keepQualification } from "./keep-qualification";
import type { SaveQualificationInput } from "./schema";

/**
 * P26: a partner manager qualifies a location from a day on, or gives what it has another last day.
 * Refuses with `not_found`, `own_company`, `qualification_twice`, `changed_meanwhile`.
 */
export async function saveQualification(
  ctx: Ctx,
  { partner, location, seen, ...wanted }: SaveQualificationInput,
): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, async (tx) => {
    await getDecidable(tx, partner);
    await getLocation(tx, { partner, location });
    await keepQualification(tx, { partner, location }, wanted, seen);
  });
}
