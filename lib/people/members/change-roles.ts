import { and, eq, isNull } from "drizzle-orm";
import { locations, roleGrants } from "@/db/schema";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { endOfDay } from "../../time/deadline";
import {
  authorizePeople,
  getHouse,
  lockHouse,
  type House,
  type Manager,
} from "./authority.queries";
import { getMember, listHeld } from "./queries";
import { differenceOf, seenOf, type Held } from "./rules";
import type { RolesInput } from "./schema";

/**
 * U4: gives, changes and takes a person's roles at the places that the actor manages; from the next request on, in
 * every session. A role with a last day holds until that day is over at its location; one for the whole company until
 * it is over at every location. Nobody changes their own.
 * Refuses with `not_found`, `own_roles`, `changed_meanwhile`, `last_day_past`, `last_admin`, `break_glass_stays` (U12), and as `getHouse`.
 */
export async function changeRoles(ctx: Ctx, { at, id, seen, wanted }: RolesInput): Promise<void> {
  authorizePeople(ctx, at);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    await lockHouse(tx, house.id);
    if (id === tx.actor.userId) throw new Refusal("own_roles");
    await getMember(tx, house.id, id);
    const before = await listHeld(tx, house.id, id);
    const { given, taken } = differenceOf(before.filter(managedIn(house)), wanted);
    if (given.length + taken.length === 0) return;
    if (seen !== seenOf(before)) throw changedBy(undefined);
    if (!given.every(managedIn(house))) throw new Refusal("not_found");
    const zones = await zonesOf(tx, house.id);
    for (const role of taken) await take(tx, house.id, id, role);
    for (const role of given) await give(tx, house.id, id, role, zones);
    await record(tx, {
      event: "person.roles_changed",
      subjectId: id,
      partnerId: house.id,
      data: { userId: id, before, after: await listHeld(tx, house.id, id) },
    });
  });
}

const managedIn =
  ({ everywhere, places }: House) =>
  ({ locationId }: Held) =>
    locationId === null ? everywhere : places.some(({ id }) => id === locationId);

/** A step: takes one role. Refuses with `other_places` where the actor may not, or it is gone. */
export async function take(
  tx: Tx<Manager>,
  at: string,
  userId: string,
  held: Where,
): Promise<void> {
  const taken = await tx.db
    .delete(roleGrants)
    .where(isGrant(at, userId, held))
    .returning({ id: roleGrants.id });
  if (taken.length === 0) throw new Refusal("other_places");
}

/** A step: gives one role, in place of the same one that ran out. Refuses with `last_day_past`. */
export async function give(
  tx: Tx<Manager>,
  partnerId: string,
  userId: string,
  { role, locationId, lastDay }: Held,
  zones: Zones,
): Promise<void> {
  const endsAt = lastDay === null ? null : endOf(lastDay, locationId, zones);
  if (endsAt !== null && endsAt <= tx.now)
    throw new Refusal("last_day_past", { field: `last-${locationId ?? "company"}` });
  await tx.db.delete(roleGrants).where(isGrant(partnerId, userId, { role, locationId }));
  await tx.db.insert(roleGrants).values({
    partnerId,
    userId,
    role,
    locationId,
    lastDay,
    endsAt,
    grantedAt: tx.now,
    grantedBy: tx.actor.userId,
  });
}

type Where = Pick<Held, "role" | "locationId">;

function isGrant(partnerId: string, userId: string, { role, locationId }: Where) {
  const there =
    locationId === null ? isNull(roleGrants.locationId) : eq(roleGrants.locationId, locationId);
  return and(
    eq(roleGrants.partnerId, partnerId),
    eq(roleGrants.userId, userId),
    eq(roleGrants.role, role),
    there,
  );
}

type Zones = { id: string; timeZone: string }[];

/** A step: where it is which time at a company; the programme's time where it has no location yet. */
export async function zonesOf(tx: Tx, at: string): Promise<Zones> {
  const { id, timeZone } = locations;
  const zones = await tx.db
    .select({ id, timeZone })
    .from(locations)
    .where(eq(locations.partnerId, at));
  return zones.length > 0 ? zones : [{ id: at, timeZone: (await usualOf(tx)).timeZone }];
}

/** The first instant after a day at a location; for the whole company where the day ends last. */
function endOf(day: string, locationId: string | null, zones: Zones): Date {
  const here = zones.filter(({ id }) => locationId === null || id === locationId);
  const ends = here.map(({ timeZone }) => endOfDay(day, timeZone).getTime());
  return new Date(Math.max(...ends));
}
