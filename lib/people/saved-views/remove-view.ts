import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizeViews, keepsForAll, placed } from "./mine";

/** K3: takes a view away; its list stays. Refuses with `not_found`, `forbidden` (everybody's). */
export async function removeView(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorizeViews(ctx);
  await transaction(ctx, async (tx) => {
    const one = and(placed(tx), eq(savedViews.id, id));
    const [stands] = await tx.db.select({ userId: savedViews.userId }).from(savedViews).where(one);
    if (!stands) throw new Refusal("not_found");
    if (stands.userId === null && !keepsForAll(tx.actor)) throw new Refusal("forbidden");
    await tx.db.delete(savedViews).where(one);
  });
}
