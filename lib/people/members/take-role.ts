import { record } from "../../audit/record";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { House, Manager } from "./authority.queries";
import { take } from "./change-roles";
import { listHeld } from "./queries";
import type { Held } from "./rules";

/**
 * A step: takes one role of somebody in a locked house, from the next request on (U4).
 * Refuses with `own_roles`, `other_places`; the database with `last_admin` and `break_glass_stays` (U12).
 */
export async function takeRole(
  tx: Tx<Manager>,
  house: House,
  { userId, ...held }: Pick<Held, "role" | "locationId"> & { userId: string },
): Promise<void> {
  if (userId === tx.actor.userId) throw new Refusal("own_roles");
  const before = await listHeld(tx, house.id, userId);
  await take(tx, house.id, userId, held);
  await record(tx, {
    event: "person.roles_changed",
    subjectId: userId,
    partnerId: house.id,
    data: { userId, before, after: await listHeld(tx, house.id, userId) },
  });
}
