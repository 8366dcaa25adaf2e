import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { digests, memberships, operatorGrants, partners, roleGrants, users } from "@/db/schema";
import type { Operator, PartnerUser, System, Tx } from "../ctx";
import { isMember } from "../partners/queries";

const due = z.object({
  userId: z.guid(),
  cadence: z.enum(["daily", "weekly"]),
  period: z.string(),
});
export type DueDigest = z.output<typeof due>;

const BATCH = 200;

/** Who is owed a digest at this instant (K7), by their id, after one; empty at the end. */
export async function listDueDigests(
  tx: Tx<System>,
  { hour, after }: { hour: number; after: string },
): Promise<DueDigest[]> {
  const { rows } = await tx.db.execute(sql`
    select user_id as "userId", cadence, period::text from digests_due(${tx.now.toISOString()}, ${hour}, ${after}, ${BATCH})`);
  return z.array(due).parse(rows);
}

/** When somebody's last digest was made, with something in it or not; null: there was none. */
export async function lastDigest(tx: Tx<System>, userId: string): Promise<Date | null> {
  const [row] = await tx.db
    .select({ at: digests.madeAt })
    .from(digests)
    .where(eq(digests.userId, userId))
    .orderBy(desc(digests.period))
    .limit(1);
  return row?.at ?? null;
}

/**
 * A person at each place where they have a role now: the companies that are not suspended, by name, and the programme.
 * Whoever is signed in nowhere can be read for, and can write nothing.
 */
export async function readersOf(
  tx: Tx<System>,
  userId: string,
): Promise<(PartnerUser | Operator)[]> {
  const [user] = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  if (!user) return [];
  const { name, email, title, phone, locale, timeZone } = user;
  const person = {
    ...{ userId, name, email, title, phone, locale, timeZone },
    ...{ sessionId: "", secret: "", signedInAt: new Date(0), readFor: true as const },
  };
  const grants = await tx.db
    .select({
      partnerId: partners.id,
      partnerName: partners.name,
      locationId: roleGrants.locationId,
      role: roleGrants.role,
    })
    .from(roleGrants)
    .innerJoin(partners, eq(partners.id, roleGrants.partnerId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.partnerId, roleGrants.partnerId),
        eq(memberships.userId, userId),
        isMember,
      ),
    )
    .where(
      and(
        eq(roleGrants.userId, userId),
        isNull(partners.suspendedAt),
        sql`grant_holds(${roleGrants.endsAt}, ${tx.now.toISOString()})`,
      ),
    )
    .orderBy(partners.name, partners.id);
  const companies = new Map<string, PartnerUser>();
  for (const { partnerId, partnerName, ...grant } of grants) {
    const held = companies.get(partnerId)?.grants ?? [];
    companies.set(partnerId, {
      ...{ kind: "partner", partnerId, partnerName, ...person },
      grants: [...held, grant],
    });
  }
  return [...companies.values(), ...(await asStaff(tx, person))];
}

async function asStaff(
  tx: Tx<System>,
  person: Omit<Operator, "kind" | "roles" | "companies">,
): Promise<Operator[]> {
  const roles = await tx.db
    .select({ role: operatorGrants.role })
    .from(operatorGrants)
    .where(eq(operatorGrants.userId, person.userId));
  if (roles.length === 0) return [];
  const own = await tx.db
    .select({ id: memberships.partnerId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, person.userId),
        sql`(${memberships.endedAt} is null or ${memberships.endedAt} > now() - interval '365 days')`,
      ),
    );
  return [
    {
      ...{ kind: "operator", ...person },
      roles: roles.map(({ role }) => role),
      companies: own.map(({ id }) => id),
    },
  ];
}
