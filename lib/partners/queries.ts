import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { locations, memberships, roleGrants, users } from "@/db/schema";
import { worksAt } from "../access/authorize";
import type { PartnerUser, Tx } from "../ctx";
import { dateIn } from "../time/deadline";
import { spells, spellsSql } from "./qualifications/queries";
import { qualificationsOn } from "./qualifications/rules";

export type Location = Omit<typeof locations.$inferSelect, "search"> & {
  /** What counts on the day of the question there (P26), such as `solutions-partner:modern-work`. */
  qualifications: string[];
};
/** A location of the actor's company; `mine` when the actor holds an incentives role on it (S20). */
export type SeenLocation = Location & { mine: boolean };

/** Somebody works for a company who accepted and has not left. */
export const isMember = and(isNotNull(memberships.joinedAt), isNull(memberships.endedAt));
/** U4: a role is there: it has no last day, or that day is not over. */
export const holds = (now: Date) =>
  sql`grant_holds(${roleGrants.endsAt}, ${now.toISOString()}::timestamptz)`;
/** The membership on which a role stands. */
export const memberOfGrant = and(
  eq(memberships.partnerId, roleGrants.partnerId),
  eq(memberships.userId, roleGrants.userId),
);

/** All locations of the actor's company by name, those without enrolment included. */
export async function listLocations(tx: Tx<PartnerUser>): Promise<SeenLocation[]> {
  const l = alias(locations, "l");
  const rows = await tx.db
    .select({ location: l, spells: spellsSql })
    .from(l)
    .orderBy(asc(l.name), asc(l.mpnId));
  return rows.map(({ location, spells: all }) => ({
    ...location,
    qualifications: qualificationsOn(dateIn(tx.now, location.timeZone), spells.parse(all)),
    mine: worksAt(tx.actor, location.id),
  }));
}

/** S20: the locations on which the actor holds an incentives role, for the company or by themselves. */
export async function listMyLocations(tx: Tx<PartnerUser>): Promise<Location[]> {
  return (await listLocations(tx)).filter((location) => location.mine);
}

/** Who can help a colleague: the incentives admins of the actor's company, by name. */
export function listAdmins(tx: Tx<PartnerUser>): Promise<{ name: string; email: string }[]> {
  return tx.db
    .selectDistinct({ name: users.name, email: users.email })
    .from(users)
    .innerJoin(roleGrants, eq(roleGrants.userId, users.id))
    .innerJoin(memberships, memberOfGrant)
    .where(
      and(
        eq(memberships.partnerId, tx.actor.partnerId),
        eq(roleGrants.role, "incentives_admin"),
        holds(tx.now),
        isMember,
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(users.name), asc(users.email));
}
