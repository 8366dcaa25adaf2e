import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  associations,
  engagementVersions,
  memberships,
  roleGrants,
  rowOf,
  users,
} from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { holds, isMember, memberOfGrant } from "../../partners/queries";
import type { Locale } from "@/messages/languages";

export type Colleague = {
  id: string;
  name: string;
  email: string;
  locale: Locale | null;
  /** Where they have a role: ids of locations, or the whole company. */
  places: "*" | readonly string[];
};

/** Everybody who works for the actor's company with a role, the actor too, by name. */
export async function listColleagues(tx: Tx<PartnerUser>): Promise<Colleague[]> {
  const rows = await tx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      locale: users.locale,
      places: sql`array_agg(${roleGrants.locationId})`,
    })
    .from(roleGrants)
    .innerJoin(memberships, memberOfGrant)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(
        eq(roleGrants.partnerId, tx.actor.partnerId),
        holds(tx.now),
        isMember,
        isNull(users.disabledAt),
      ),
    )
    .groupBy(users.id)
    .orderBy(users.name, users.email);
  return rows.map(({ places, ...person }) => {
    const ids = z.array(z.string().nullable()).parse(places);
    return { ...person, places: ids.includes(null) ? "*" : ids.filter((id) => id !== null) };
  });
}

/** Whether a colleague has a role at a location. */
export function worksThere({ places }: Colleague, locationId: string): boolean {
  return places === "*" || places.includes(locationId);
}

export type OwnedRound = {
  id: string;
  locationId: string;
  workshop: string;
  /** To whom it was given, else who began it; null: it was imported. */
  givenTo: string | null;
  /** Whose it is now: also their heir's; null: nobody's. */
  owner: string | null;
};

const givenTo = sql<string | null>`coalesce(${associations.ownerId}, ${associations.createdBy})`;
const ownerAt = (now: Date) =>
  sql`${users.id} = owner_now(${associations.partnerId}, ${associations.locationId}, ${givenTo}, ${now.toISOString()}::timestamptz)`;

/** K6: who has a round now (null: nobody), and whether it is open, so that it can be given on. */
export async function findOwner(
  tx: Tx<PartnerUser>,
  associationId: string,
): Promise<{ name: string | null; open: boolean }> {
  const [found] = await tx.db
    .select({ name: users.name, endedAt: associations.endedAt })
    .from(associations)
    .leftJoin(users, ownerAt(tx.now))
    .where(rowOf(associations, tx.actor.partnerId, associationId));
  return { name: found?.name ?? null, open: found?.endedAt === null };
}

/** K6: the open rounds of the actor's locations with a customer, and whose each is. */
export function listOwnedRounds(tx: Tx<PartnerUser>, tenantId: string): Promise<OwnedRound[]> {
  return tx.db
    .select({
      id: associations.id,
      locationId: associations.locationId,
      workshop: engagementVersions.name,
      givenTo,
      owner: users.name,
    })
    .from(associations)
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .leftJoin(users, ownerAt(tx.now))
    .where(
      and(
        eq(associations.partnerId, tx.actor.partnerId),
        eq(associations.tenantId, tenantId),
        isNull(associations.endedAt),
      ),
    )
    .orderBy(engagementVersions.name, associations.id);
}
