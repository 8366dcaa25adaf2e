import { and, eq, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import {
  authorizePeople,
  getHouse,
  lockHouse,
  type House,
  type Manager,
} from "./authority.queries";
import { getMember, isActive, listHeld, listOpenWork } from "./queries";
import type { DisableInput } from "./schema";

/**
 * U8: somebody works for the company no more: signed out of it at once, their name stays on what they did, and `heir`
 * hears from now on of what they have open; with work open there is one, who has a role where it is. What they do for other companies is their own (U3).
 * Refuses with `not_found`, `own_roles`, `already_done`, `heir_needed`, `heir_elsewhere`, `other_places`, `last_admin`, `break_glass_stays` (U12), and as `getHouse`.
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
    const open = await listOpenWork(tx, house.id, id);
    if (heir === null && open.length > 0) throw new Refusal("heir_needed", { field: "heir" });
    if (heir !== null) await refuseElsewhere(tx, house, { heir, open });
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

/** Of what is open at a location whoever takes over must be able to see. */
async function refuseElsewhere(
  tx: Tx<Manager>,
  house: House,
  { heir, open }: { heir: string; open: readonly string[] },
): Promise<void> {
  const held = await listHeld(tx, house.id, heir);
  const place = open.find(
    (at) => !held.some(({ locationId }) => locationId === null || locationId === at),
  );
  if (place === undefined) return;
  const name = house.places.find(({ id }) => id === place)?.name ?? "";
  throw new Refusal("heir_elsewhere", { field: "heir", params: { name } });
}
