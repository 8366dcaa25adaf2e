import { randomUUID } from "node:crypto";
import { personRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import type { AskPersonInput } from "./schema";

/**
 * O24: an administrator begins to handle what somebody asks: what is held of them, or that it is erased. The
 * log says that it was begun, never of whom.
 * Refuses with `sign_in_again` (U13).
 * @returns the id of the request
 */
export async function askPerson(ctx: Ctx, { address }: AskPersonInput): Promise<string> {
  authorize(ctx, "data.people");
  requireFresh(ctx);
  const id = randomUUID();
  await transaction(ctx, async (tx) => {
    await tx.db
      .insert(personRequests)
      .values({ id, address, askedAt: tx.now, askedBy: tx.actor.userId });
    await record(tx, { event: "privacy.asked", subjectId: id, data: { requestId: id } });
  });
  return id;
}
