import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import { memberships, operatorGrants, sessions, users } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { isMember } from "../partners/queries";

/** Where somebody works: for a company, by its id, or (null) at the programme. */
type Place = string | null;
/** What a session is opened with: a provider's identity (U12 asks of which provider and issuer); null: a mailed link. */
export type Way = { provider: string; issuer: string | null } | null;
type Account = {
  id: string;
  email: string;
  locale: Locale | null;
  timeZone: string | null;
  at: Place;
};

/**
 * The account with this address, whatever its case, and where its person worked last, of the places
 * that are left to them. Nothing for a disabled account, or when no place is left to who signs in so (U12).
 */
export function findAccount(
  tx: Tx<System>,
  email: string,
  way: Way = null,
): Promise<Account | undefined> {
  return findBy(tx, sql`lower(${users.email}) = lower(${email})`, way);
}

/** The same of an account by its id. */
export function findAccountById(
  tx: Tx<System>,
  userId: string,
  way: Way,
): Promise<Account | undefined> {
  return findBy(tx, eq(users.id, userId), way);
}

async function findBy(tx: Tx<System>, whose: SQL, way: Way): Promise<Account | undefined> {
  const [user] = await tx.db
    .select({ id: users.id, email: users.email, locale: users.locale, timeZone: users.timeZone })
    .from(users)
    .where(and(whose, isNull(users.disabledAt)));
  const at = user && (await findPlace(tx, user.id, { way, openedAt: tx.now }));
  return user && at !== undefined ? { ...user, at } : undefined;
}

type Opened = { way: Way; openedAt: Date };

/** Whether somebody may work there now, in a session that was opened so. */
export async function hasPlace(
  tx: Tx<System>,
  userId: string,
  { place, ...opened }: Opened & { place: Place },
): Promise<boolean> {
  return (await listPlaces(tx, userId, opened)).includes(place);
}

async function findPlace(
  tx: Tx<System>,
  userId: string,
  opened: Opened,
): Promise<Place | undefined> {
  const places = await listPlaces(tx, userId, opened);
  if (places.length < 2) return places[0];
  const before = await tx.db
    .select({ at: sessions.partnerId })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.chosenAt));
  return before.map(({ at }) => at).find((at) => places.includes(at)) ?? places[0];
}

/** The programme first, then the companies by how long the person has worked there. */
async function listPlaces(
  tx: Tx<System>,
  userId: string,
  { way, openedAt }: Opened,
): Promise<Place[]> {
  const staff = await tx.db
    .select({ role: operatorGrants.role })
    .from(operatorGrants)
    .where(eq(operatorGrants.userId, userId))
    .limit(1);
  const companies = await tx.db
    .select({ at: memberships.partnerId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        isMember,
        sql`may_sign_in_for(${memberships.partnerId}, ${memberships.userId}, ${way?.provider ?? null}::text, ${way?.issuer ?? null}::text, ${openedAt}::timestamptz)`,
      ),
    )
    .orderBy(memberships.joinedAt, memberships.partnerId);
  return [...(staff.length > 0 ? [null] : []), ...companies.map(({ at }) => at)];
}
