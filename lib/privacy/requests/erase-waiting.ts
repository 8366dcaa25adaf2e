import { and, isNotNull, isNull } from "drizzle-orm";
import { personRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { erasePerson } from "./erase-person";

/**
 * O24: tries again what had to stay of each person who is to be erased; one whose job was lost is begun here. One who cannot be
 * erased holds up nobody else; the fault is thrown once the others are done.
 */
export async function eraseWaiting(ctx: Ctx): Promise<void> {
  authorize(ctx, "privacy.erase");
  const open = await reading(ctx, (tx) =>
    tx.db
      .select({ id: personRequests.id })
      .from(personRequests)
      .where(and(isNotNull(personRequests.eraseAt), isNull(personRequests.doneAt)))
      .orderBy(personRequests.eraseAt),
  );
  const faults: unknown[] = [];
  for (const { id } of open)
    await erasePerson(ctx, { request: id }).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} people were not erased`);
}
