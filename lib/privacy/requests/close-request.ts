import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { openPersonRequest } from "./queries";
import type { PersonRequestInput } from "./schema";

/**
 * O24: what was asked is answered and nothing is erased: the address leaves the request.
 * Refuses with `sign_in_again` (U13), `not_found`, and `already_done` once it is over or to be erased.
 */
export async function closePersonRequest(
  ctx: Ctx,
  { request: id }: PersonRequestInput,
): Promise<void> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { eraseAt } = await openPersonRequest(tx, id);
    if (eraseAt !== null) throw new Refusal("already_done");
    await tx.db.execute(sql`select close_person_request(${id}, ${tx.now.toISOString()})`);
    await record(tx, { event: "privacy.closed", subjectId: id, data: { requestId: id } });
  });
}
