import { and, eq, isNull, sql } from "drizzle-orm";
import { memberships, roleGrants, signInRules, users } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { isMember } from "../../partners/queries";

/** How a company's people sign in; as everybody does while nobody said so. */
export async function getSignInRule(tx: Tx, partnerId: string) {
  const [rule] = await tx.db
    .select({
      provider: signInRules.provider,
      breakGlassId: signInRules.breakGlassId,
      needsFactor: signInRules.needsFactor,
      revision: signInRules.revision,
      changedByName: users.name,
    })
    .from(signInRules)
    .leftJoin(users, eq(users.id, signInRules.changedBy))
    .where(eq(signInRules.partnerId, partnerId));
  return (
    rule ?? {
      ...{ provider: null, breakGlassId: null, needsFactor: false, revision: 0 },
      changedByName: null,
    }
  );
}

/** Whom a company can name to come in without its provider: admins of the whole company, without a last day. */
export function listAdmins(tx: Tx, partnerId: string): Promise<{ id: string; name: string }[]> {
  return tx.db
    .select({ id: users.id, name: users.name })
    .from(roleGrants)
    .innerJoin(
      memberships,
      and(
        eq(memberships.partnerId, roleGrants.partnerId),
        eq(memberships.userId, roleGrants.userId),
      ),
    )
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(
        eq(roleGrants.partnerId, partnerId),
        eq(roleGrants.role, "incentives_admin"),
        isNull(roleGrants.locationId),
        isNull(users.disabledAt),
        isNull(roleGrants.endsAt),
        isMember,
      ),
    )
    .orderBy(users.name, users.id);
}

/** U12: the account with this address that its company wants to sign in with a provider; undefined: there is none. */
export async function findRequiredProvider(tx: Tx<System>, email: string) {
  const { id, locale, timeZone } = users;
  const [found] = await tx.db
    .select({
      ...{ id, email: users.email, locale, timeZone },
      provider: sql<string | null>`required_provider(${id})`,
    })
    .from(users)
    .where(and(sql`lower(${users.email}) = lower(${email})`, isNull(users.disabledAt)));
  return found?.provider ? { ...found, provider: found.provider } : undefined;
}
