import { asc } from "drizzle-orm";
import { locations } from "@/db/schema";
import { worksAt } from "../access/authorize";
import type { PartnerUser, Tx } from "../ctx";

export type Location = typeof locations.$inferSelect;
/** A location of the actor's company; `mine` when the actor holds an incentives role on it (S20). */
export type SeenLocation = Location & { mine: boolean };

/** All locations of the actor's company by name, those without enrolment included. */
export async function listLocations(tx: Tx<PartnerUser>): Promise<SeenLocation[]> {
  const rows = await tx.db
    .select()
    .from(locations)
    .orderBy(asc(locations.name), asc(locations.mpnId));
  return rows.map((row) => ({ ...row, mine: worksAt(tx.actor, row.id) }));
}

/** S20: the locations on which the actor holds an incentives role, for the company or by themselves. */
export async function listMyLocations(tx: Tx<PartnerUser>): Promise<Location[]> {
  return (await listLocations(tx)).filter((location) => location.mine);
}
