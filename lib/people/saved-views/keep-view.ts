import { count } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizeViews, keepsForAll, makeRoom, placed } from "./mine";
import type { KeepInput } from "./schema";

/** So many views somebody sees at one place: more are none to choose from. */
const MOST = 100;

/**
 * K3: keeps a list as it is looked at under a name, for oneself or for everybody here.
 * Refuses with `forbidden` (for everybody), `view_name_taken`, `too_many_views`.
 */
export async function keepView(ctx: Ctx, wanted: KeepInput): Promise<void> {
  authorizeViews(ctx);
  const { of, name, isDefault, pinned, everybody } = wanted;
  if (everybody && !keepsForAll(ctx.actor)) throw new Refusal("forbidden");
  await transaction(ctx, async (tx) => {
    const { actor, now } = tx;
    const userId = everybody ? null : actor.userId;
    const [all] = await tx.db.select({ n: count() }).from(savedViews).where(placed(tx));
    if ((all?.n ?? 0) >= MOST) throw new Refusal("too_many_views");
    await makeRoom(tx, { path: of.path, userId, name, isDefault });
    await tx.db.insert(savedViews).values({
      ...of,
      partnerId: actor.kind === "partner" ? actor.partnerId : null,
      userId,
      name,
      isDefault,
      pinned,
      savedAt: now,
      savedBy: actor.userId,
    });
  });
}
