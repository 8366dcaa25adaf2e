import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { associations, memberships, roleGrants, rowOf, users } from "@/db/schema";
import { prepared, type PartnerUser, type Tx } from "../../ctx";
import { isMember, memberOfGrant } from "../../partners/queries";
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
  const query = prepared(tx.db, "colleagues", (db, name) =>
    db
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
          eq(roleGrants.partnerId, sql.placeholder("partnerId")),
          sql`grant_holds(${roleGrants.endsAt}, ${sql.placeholder("now")}::timestamptz)`,
          isMember,
          isNull(users.disabledAt),
        ),
      )
      .groupBy(users.id)
      .orderBy(users.name, users.email)
      .prepare(name),
  );
  const rows = await query.execute({
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
  });
  return rows.map(({ places, ...person }) => {
    const ids = z.array(z.string().nullable()).parse(places);
    return { ...person, places: ids.includes(null) ? "*" : ids.filter((id) => id !== null) };
  });
}

/** Whether a colleague has a role at a location. */
export function worksThere({ places }: Colleague, locationId: string): boolean {
  return places === "*" || places.includes(locationId);
}

const ownedRound = z.object({
  id: z.string(),
  locationId: z.string(),
  workshop: z.string(),
  /** To whom it was given, else who began it; null: it was imported. */
  givenTo: z.string().nullable(),
  /** Whose it is now: also their heir's; null: nobody's. */
  owner: z.string().nullable(),
});
export type OwnedRound = z.output<typeof ownedRound>;

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

export const ownedRounds = z.array(ownedRound);

/** K6: the open rounds of the actor's locations with a customer, and whose each is, as `ownedRounds` reads them. */
export function ownedRoundsSql({
  partner,
  tenant,
  now,
}: Record<"partner" | "tenant" | "now", SQL>): SQL {
  const given = sql`coalesce(a.owner_id, a.created_by)`;
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'locationId', a.location_id, 'workshop', v.name, 'givenTo', ${given}, 'owner', u.name)
      order by v.name, a.id), '[]')
    from associations a join engagement_versions v on v.id = a.version_id
    left join users u on u.id = owner_now(a.partner_id, a.location_id, ${given}, ${now})
    where a.partner_id = ${partner} and a.tenant_id = ${tenant} and a.ended_at is null)`;
}
