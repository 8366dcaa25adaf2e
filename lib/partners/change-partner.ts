import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { editPartner } from "./edit-partner";
import type { ChangePartnerInput } from "./schema";

/**
 * P25, P4: a partner manager gives a company another name or country. What somebody else changed since the
 * page was opened is told field by field and not overwritten.
 * Refuses with `not_found`, `own_company`, `changed_meanwhile`, `partner_exists`.
 */
export async function changePartner(
  ctx: Ctx,
  { partner, revision, ...wanted }: ChangePartnerInput,
): Promise<void> {
  authorize(ctx, "partners.manage");
  await transaction(ctx, (tx) => editPartner(tx, partner, { wanted, seen: revision }));
}
