import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { authorizeViews, makeRoom, placed, whoseView } from "./mine";
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
    const userId = await whoseView(tx, one);
    await makeRoom(tx, { path: of.path, userId, name, isDefault, id });
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
