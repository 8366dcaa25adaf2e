import { and, asc, eq } from "drizzle-orm";
import { locations, users } from "@/db/schema";
import type { Edited } from "../../changes";
import type { Operator, System, Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type PartnerLocation = Omit<typeof locations.$inferSelect, "search"> & Edited;

/** A location of a company, for the programme. Refuses with `not_found`. */
export async function getLocation(
  tx: Tx<Operator> | Tx<System>,
  { partner, location }: { partner: string; location: string },
): Promise<PartnerLocation> {
  const [found] = await tx.db
    .select({ location: locations, changedByName: users.name })
    .from(locations)
    .leftJoin(users, eq(users.id, locations.changedBy))
    .where(and(eq(locations.partnerId, partner), eq(locations.id, location)));
  if (!found) throw new Refusal("not_found");
  return { ...found.location, changedByName: found.changedByName };
}

export type LocationLine = Pick<
  PartnerLocation,
  "id" | "mpnId" | "name" | "city" | "country" | "enrolment" | "payeeProfile"
>;

/** The locations of a company by name, for the programme. */
export function listPartnerLocations(tx: Tx<Operator>, partnerId: string): Promise<LocationLine[]> {
  return tx.db
    .select({
      id: locations.id,
      mpnId: locations.mpnId,
      name: locations.name,
      city: locations.city,
      country: locations.country,
      enrolment: locations.enrolment,
      payeeProfile: locations.payeeProfile,
    })
    .from(locations)
    .where(eq(locations.partnerId, partnerId))
    .orderBy(asc(locations.name), asc(locations.mpnId));
}
