import { and, eq, isNull, sql } from "drizzle-orm";
import { memberships, roleGrants, signInRules, users } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { isMember } from "../../partners/queries";

/** How a company's people sign in; as everybody does while nobody said so. */
export async function getSignInRule(tx: Tx, partnerId: string) {
  const [rule] = await tx.db
    .select({
      provider: signInRules.provider,
      issuer: signInRules.issuer,
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
      ...{ provider: null, issuer: null, breakGlassId: null, needsFactor: false, revision: 0 },
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
    .select({ id, email: users.email, locale, timeZone })
    .from(users)
    .where(and(sql`lower(${users.email}) = lower(${email})`, isNull(users.disabledAt)));
  const required = found && (await requiredOf(tx, found.id));
  return required ? { ...found, ...required } : undefined;
}

/** U12: what a company requires of somebody, or that one company does; undefined: nothing. */
export async function requiredOf(tx: Tx<System>, userId: string, partnerId: string | null = null) {
  const { rows } = await tx.db.execute<{ provider: string; issuer: string | null }>(
    sql`select provider, issuer from required_provider(${userId}, ${partnerId})`,
  );
  return rows[0];
}

/**
 * U12: whether somebody of a company can sign in for it neither with a link nor with the provider that it requires, and
 * whether it is for the actor, who manages them, to help.
 */
export async function lacksProvider(tx: Tx, partnerId: string, userId: string) {
  const { rows } = await tx.db.execute<{ lacks: boolean; mine: boolean }>(
    sql`select lacks_provider(${partnerId}, ${userId}) as lacks, app_manages(${partnerId}, ${userId}) as mine`,
  );
  return rows[0] ?? { lacks: false, mine: false };
}
