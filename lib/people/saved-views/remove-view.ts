import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { authorizeViews, placed, whoseView } from "./mine";

/** K3: takes a view away; its list stays. Refuses with `not_found`, `forbidden` (everybody's). */
export async function removeView(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorizeViews(ctx);
  await transaction(ctx, async (tx) => {
    const one = and(placed(tx), eq(savedViews.id, id));
    await whoseView(tx, one);
    await tx.db.delete(savedViews).where(one);
  });
}
