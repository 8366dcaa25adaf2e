import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import type { StandPartnerInput } from "./schema";
import { standPartner } from "./stand-partner";

/**
 * P25: a partner manager lets a suspended company work again, with a reason. No deadline was moved.
 * Refuses with `not_found`, `own_company`, `already_done`, `changed_meanwhile`.
 */
export async function resumePartner(ctx: Ctx, input: StandPartnerInput): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, (tx) => standPartner(tx, { ...input, suspended: false }));
}
