import { eq } from "drizzle-orm";
import { personRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { askByCommand, type AskedByCommand } from "./ask-by-command";
import { personFile, type PersonFile } from "./person-zip";
import { listHeldData } from "./queries";

/**
 * O24: `npm run person -- access`: everything that is held of a person, for the database's owner; the request is over with
 * it. Refuses with `not_found` when `by` administers nothing here.
 */
export async function giveByCommand(
  ctx: Ctx,
  asked: AskedByCommand,
): Promise<PersonFile & { id: string }> {
  authorize(ctx, "privacy.erase");
  return transaction(ctx, async (tx) => {
    const { id, by } = await askByCommand(tx, asked);
    const rows = await listHeldData(tx, asked.address);
    await tx.db
      .update(personRequests)
      .set({ givenAt: tx.now, givenBy: by, address: null, doneAt: tx.now })
      .where(eq(personRequests.id, id));
    const data = { requestId: id, rows: rows.length };
    await record(tx, { event: "privacy.given", subjectId: id, data });
    return { ...personFile(asked.address, tx.now, rows), id };
  });
}
