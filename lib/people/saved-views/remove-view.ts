import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizeViews, placed, whoseView } from "./mine";
import { sealRemoved } from "./removed";

/**
 * K3: takes a view away; its list stays. Refuses with `not_found`, `forbidden` (everybody's).
 * @returns what it was, sealed: `readRemoved` says how to keep it again (K12)
 */
export async function removeView(ctx: Ctx, { id }: { id: string }): Promise<string> {
  authorizeViews(ctx);
  return transaction(ctx, async (tx) => {
    const one = and(placed(tx), eq(savedViews.id, id));
    await whoseView(tx, one);
    const [gone] = await tx.db.delete(savedViews).where(one).returning();
    if (!gone) throw new Refusal("not_found");
    return sealRemoved(tx.actor, { ...gone, everybody: gone.userId === null });
  });
}
