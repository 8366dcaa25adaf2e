import { and, eq, isNull, sql } from "drizzle-orm";
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

/**
 * When somebody's last digest was made that told of a place, with something in it or not: of a company none that was made
 * while it was suspended. Null: there was none at all; the beginning of time: none told of this place.
 */
export async function lastDigest(
  tx: Tx<System>,
  userId: string,
  place: PartnerUser | Operator,
): Promise<Date | null> {
  const suspended =
    place.kind === "operator"
      ? sql`false`
      : sql`coalesce((select l.event = 'partner.suspended' from audit_log l where l.subject_id = ${place.partnerId}
          and l.event in ('partner.suspended', 'partner.resumed') and l.at <= ${digests.madeAt}
          order by l.at desc, l.seq desc limit 1), false)`;
  const told = sql`max(${digests.madeAt}) filter (where not ${suspended})`;
  const [row] = await tx.db
    .select({
      last: sql`case when count(*) > 0 then coalesce(${told}, 'epoch') end`.mapWith(digests.madeAt),
    })
    .from(digests)
    .where(eq(digests.userId, userId));
  return row?.last ?? null;
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
