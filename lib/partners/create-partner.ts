import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { addPartner } from "./add-partner";
import type { PartnerFields } from "./schema";

/**
 * P25: a partner manager makes a company of the network.
 * Refuses with `partner_exists` for a second one of its name in its country.
 * @returns its id
 */
export async function createPartner(ctx: Ctx, input: PartnerFields): Promise<string> {
  authorize(ctx, "partners.manage");
  return transaction(ctx, (tx) => addPartner(tx, input));
}
