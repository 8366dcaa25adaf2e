import { and, eq, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { authorizePeople, getHouse, lockHouse } from "./authority.queries";
import { getMember, hasOpenWork, isActive } from "./queries";
import type { DisableInput } from "./schema";

/**
 * U8: somebody works for the company no more: signed out of it at once, their name stays on what they did, and `heir`
 * hears from now on of what they have open; with work open there is one. What they do for other companies is their own (U3).
 * Refuses with `not_found`, `own_roles`, `already_done`, `heir_needed`, `other_places`, `last_admin`, and as `getHouse`.
 */
export async function disablePerson(ctx: Ctx, { at, id, heir }: DisableInput): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await lockHouse(tx, house.id);
    if (id === tx.actor.userId) throw new Refusal("own_roles");
    if ((await getMember(tx, house.id, id)).endedAt) throw new Refusal("already_done");
    if (heir !== null && (heir === id || !(await isActive(tx, house.id, heir))))
      throw new Refusal("heir_needed", { field: "heir" });
    if (heir === null && (await hasOpenWork(tx, house.id, id)))
      throw new Refusal("heir_needed", { field: "heir" });
    const ended = await tx.db
      .update(memberships)
      .set({ endedAt: tx.now, endedBy: tx.actor.userId, heirId: heir })
      .where(
        and(
          eq(memberships.partnerId, house.id),
          eq(memberships.userId, id),
          isNull(memberships.endedAt),
        ),
      )
      .returning({ id: memberships.userId });
    if (ended.length === 0) throw new Refusal("other_places");
    await record(tx, {
      event: "person.disabled",
      subjectId: id,
      partnerId: house.id,
      data: { userId: id, heirId: heir },
    });
  });
}
