import { eq } from "drizzle-orm";
import { personRequests, users } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { enqueue } from "../../queue/enqueue";
import { listHeld, openPersonRequest } from "./queries";
import type { ErasePersonInput } from "./schema";

/**
 * O24: an administrator says that a person is erased, after a look at what goes and what stays. The worker does it, and
 * goes on with what has to stay for now until nothing is left.
 * Refuses with `sign_in_again` (U13), `not_found`, `already_done`, `held_changed` when something else would go than
 * was looked at, and `erases_self`: nobody erases themselves.
 */
export async function tellErasure(
  ctx: Ctx,
  { request: id, goes: seen }: ErasePersonInput,
): Promise<void> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const { address, eraseAt } = await openPersonRequest(tx, id);
    if (eraseAt !== null) throw new Refusal("already_done");
    const [self] = await tx.db
      .select({ email: users.email })
      .from(users)
      .where(eq(users.id, tx.actor.userId));
    if (self?.email.toLowerCase() === address.toLowerCase()) throw new Refusal("erases_self");
    const rows = await listHeld(tx, address);
    const goes = rows.filter(({ why }) => why === null).length;
    if (goes !== seen) throw new Refusal("held_changed");
    await tx.db
      .update(personRequests)
      .set({ eraseAt: tx.now, eraseBy: tx.actor.userId })
      .where(eq(personRequests.id, id));
    await enqueue(tx, "erase-person", { personRequest: id });
    await record(tx, {
      event: "privacy.erasure_asked",
      subjectId: id,
      data: { requestId: id, goes, stays: rows.length - goes },
    });
  });
}
