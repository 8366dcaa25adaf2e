import { eq } from "drizzle-orm";
import { personRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { enqueue } from "../../queue/enqueue";
import { askByCommand, type AskedByCommand } from "./ask-by-command";
import { listHeld, type HeldRow } from "./queries";

/**
 * O24: `npm run person -- erase`: tells that a person is to be erased; the worker does it, and goes on with what has to stay
 * for now. Gives what is held, and why it stays. With `sure` false it only looks.
 * Refuses with `not_found` when `by` administers nothing here, and by the database with `erases_self`.
 */
export async function eraseByCommand(
  ctx: Ctx,
  { sure, ...asked }: AskedByCommand & { sure: boolean },
): Promise<HeldRow[]> {
  authorize(ctx, "privacy.erase");
  return transaction(ctx, async (tx) => {
    const rows = await listHeld(tx, asked.address);
    if (!sure) return rows;
    const { id, by } = await askByCommand(tx, asked);
    await tx.db
      .update(personRequests)
      .set({ eraseAt: tx.now, eraseBy: by })
      .where(eq(personRequests.id, id));
    await enqueue(tx, "erase-person", { personRequest: id });
    const goes = rows.filter(({ why }) => why === null).length;
    const data = { requestId: id, goes, stays: rows.length - goes };
    await record(tx, { event: "privacy.erasure_asked", subjectId: id, data });
    return rows;
  });
}
