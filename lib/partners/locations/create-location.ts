import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { getDecidable } from "../partner.queries";
import type { AddLocationInput } from "../schema";
import { addLocation } from "./add-location";

/**
 * P26: a partner manager makes a location of a company; its time zone is its country's unless one is given.
 * Refuses with `not_found`, `own_company`, `mpn_id_taken`, `which_time_zone`.
 * @returns its id
 */
export async function createLocation(
  ctx: Ctx,
  { partner, ...fields }: AddLocationInput,
): Promise<string> {
  authorize(ctx, "partners.manage");
  return transaction(ctx, async (tx) => {
    await getDecidable(tx, partner);
    return addLocation(tx, partner, fields);
  });
}
