import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { keepChoice } from "../people/notices/keep-choice";
import type { Cadence } from "../people/notices/schema";
import { findOwner } from "./link.queries";

/**
 * K7: who holds the link of a digest changes how often its reader gets one, without signing in; nothing else. Safe to
 * repeat. Refuses with `not_found`.
 */
export async function changeCadence(
  ctx: Ctx,
  { token, digest }: { token: string; digest: Cadence },
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const owner = await findOwner(tx, token);
    if (!owner) throw new Refusal("not_found");
    await keepChoice(tx, owner.userId, { digest });
  });
}
