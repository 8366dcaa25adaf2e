import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizeViews, keepsForAll, makeRoom, placed } from "./mine";
import type { ChangeInput } from "./schema";

/**
 * K3: renames a view, says what it is used for, or replaces what it finds by what is looked at now.
 * Refuses with `not_found`, `forbidden` (everybody's), `view_name_taken`.
 */
export async function changeView(ctx: Ctx, wanted: ChangeInput): Promise<void> {
  authorizeViews(ctx);
  const { id, of, name, isDefault, pinned, replace } = wanted;
  await transaction(ctx, async (tx) => {
    const one = and(placed(tx), eq(savedViews.id, id), eq(savedViews.path, of.path));
    const [stands] = await tx.db.select({ userId: savedViews.userId }).from(savedViews).where(one);
    if (!stands) throw new Refusal("not_found");
    if (stands.userId === null && !keepsForAll(tx.actor)) throw new Refusal("forbidden");
    await makeRoom(tx, { path: of.path, userId: stands.userId, name, isDefault, id });
    await tx.db
      .update(savedViews)
      .set({
        name,
        isDefault,
        pinned,
        ...(replace && { query: of.query }),
        savedAt: tx.now,
        savedBy: tx.actor.userId,
      })
      .where(one);
  });
}
