import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import { memberships, operatorGrants, sessions, users } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { isMember } from "../partners/queries";

/** Where somebody works: for a company, by its id, or (null) at the programme. */
type Place = string | null;
type Account = { id: string; email: string; locale: Locale | null; at: Place };

/**
 * The account with this address, whatever its case, and where its person worked last, of the places
 * that are left to them. Nothing for a disabled account, or when no place is left.
 */
export function findAccount(tx: Tx<System>, email: string): Promise<Account | undefined> {
  return findBy(tx, sql`lower(${users.email}) = lower(${email})`);
}

/** The same of an account by its id. */
export function findAccountById(tx: Tx<System>, userId: string): Promise<Account | undefined> {
  return findBy(tx, eq(users.id, userId));
}

async function findBy(tx: Tx<System>, whose: SQL): Promise<Account | undefined> {
  const [user] = await tx.db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(and(whose, isNull(users.disabledAt)));
  const at = user && (await findPlace(tx, user.id));
  return user && at !== undefined ? { ...user, at } : undefined;
}

/** Whether somebody may work there now. */
export async function hasPlace(tx: Tx<System>, userId: string, place: Place): Promise<boolean> {
  return (await listPlaces(tx, userId)).includes(place);
}

async function findPlace(tx: Tx<System>, userId: string): Promise<Place | undefined> {
  const places = await listPlaces(tx, userId);
  if (places.length < 2) return places[0];
  const before = await tx.db
    .select({ at: sessions.partnerId })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.chosenAt));
  return before.map(({ at }) => at).find((at) => places.includes(at)) ?? places[0];
}

/** The programme first, then the companies by how long the person has worked there. */
async function listPlaces(tx: Tx<System>, userId: string): Promise<Place[]> {
  const staff = await tx.db
    .select({ role: operatorGrants.role })
    .from(operatorGrants)
    .where(eq(operatorGrants.userId, userId))
    .limit(1);
  const companies = await tx.db
    .select({ at: memberships.partnerId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isMember))
    .orderBy(memberships.joinedAt, memberships.partnerId);
  return [...(staff.length > 0 ? [null] : []), ...companies.map(({ at }) => at)];
}
