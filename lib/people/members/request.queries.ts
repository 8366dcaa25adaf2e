import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { locations, memberships, roleRequests, users } from "@/db/schema";
import { isMember } from "../../partners/queries";
import type { PartnerUser, Tx } from "../../ctx";
import type { Locale } from "@/messages/languages";

export type RoleRequest = {
  id: string;
  userId: string;
  name: string;
  email: string;
  locale: Locale | null;
  role: "incentives_admin" | "incentives_user";
  locationId: string | null;
  location: string | null;
  words: string;
  askedAt: Date;
};

/** The open requests for a role at a company, the oldest first (U5). */
export function listRoleRequests(tx: Tx, at: string): Promise<RoleRequest[]> {
  return tx.db
    .select({
      id: roleRequests.id,
      userId: roleRequests.userId,
      name: users.name,
      email: users.email,
      locale: users.locale,
      role: roleRequests.role,
      locationId: roleRequests.locationId,
      location: locations.name,
      words: roleRequests.words,
      askedAt: roleRequests.askedAt,
    })
    .from(roleRequests)
    .innerJoin(users, eq(users.id, roleRequests.userId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.partnerId, roleRequests.partnerId),
        eq(memberships.userId, roleRequests.userId),
        isMember,
      ),
    )
    .leftJoin(
      locations,
      and(
        eq(locations.partnerId, roleRequests.partnerId),
        eq(locations.id, roleRequests.locationId),
      ),
    )
    .where(and(eq(roleRequests.partnerId, at), isNull(roleRequests.decidedAt)))
    .orderBy(asc(roleRequests.askedAt), asc(roleRequests.id))
    .limit(100);
}

/** Whether somebody waits for an answer there. */
export async function hasAsked(tx: Tx, at: string, userId: string): Promise<boolean> {
  const open = and(
    eq(roleRequests.partnerId, at),
    eq(roleRequests.userId, userId),
    isNull(roleRequests.decidedAt),
  );
  return (await tx.db.$count(roleRequests, open)) > 0;
}

/** How much waits for the reader as an admin: requests that they can answer, and locations with a step to take. */
export async function countForAdmin(tx: Tx<PartnerUser>): Promise<number> {
  const { partnerId, userId } = tx.actor;
  const { rows } = await tx.db.execute(
    sql`select admin_waiting(${partnerId}, ${userId}, ${tx.now.toISOString()}) as waiting`,
  );
  return z.tuple([z.object({ waiting: z.number() })]).parse(rows)[0].waiting;
}
