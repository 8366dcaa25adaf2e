import { and, eq, isNull } from "drizzle-orm";
import { drafts } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";

/** Marks a locked draft as done, with what came of it: sent again, it gives this result (D4). */
export async function completeDraft<R>(tx: Tx<PartnerUser>, id: string, result: R): Promise<R> {
  const done = await tx.db
    .update(drafts)
    .set({ completedAt: tx.now, result, updatedAt: tx.now })
    .where(and(eq(drafts.id, id), isNull(drafts.completedAt)))
    .returning({ id: drafts.id });
  if (done.length !== 1) throw new Error("the draft was completed before");
  return result;
}
