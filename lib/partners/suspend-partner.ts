import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import type { StandPartnerInput } from "./schema";
import { standPartner } from "./stand-partner";

/**
 * P25: a partner manager suspends a company, with a reason. Nothing is begun or mailed for it from then on, and
 * its people read; deadlines stand, and a customer who was asked can still answer.
 * Refuses with `not_found`, `own_company`, `already_done`, `changed_meanwhile`.
 */
export async function suspendPartner(ctx: Ctx, input: StandPartnerInput): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, (tx) => standPartner(tx, { ...input, suspended: true }));
}
