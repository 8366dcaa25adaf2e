import { eq } from "drizzle-orm";
import { personRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { personFile, type PersonFile } from "./person-zip";
import { listHeldData, openPersonRequest } from "./queries";
import type { PersonRequestInput } from "./schema";

/**
 * O24: hands out everything that is held of a person, with the documents that bear their name, without secrets, and says so in the log without the data.
 * Refuses with `sign_in_again` (U13), `not_found`, and `already_done` once the request is over.
 */
export async function givePerson(
  ctx: Ctx,
  { request: id }: PersonRequestInput,
): Promise<PersonFile> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    const { address } = await openPersonRequest(tx, id);
    const rows = await listHeldData(tx, address);
    await tx.db
      .update(personRequests)
      .set({ givenAt: tx.now, givenBy: tx.actor.userId })
      .where(eq(personRequests.id, id));
    await record(tx, {
      event: "privacy.given",
      subjectId: id,
      data: { requestId: id, rows: rows.length },
    });
    return personFile(address, tx.now, rows);
  });
}
