import { and, eq, ne, sql } from "drizzle-orm";
import { identities } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { findAccount, findAccountById } from "./account.queries";
import { linkIdentity } from "./link-identity";
import { trustedAddress, type Identity } from "./providers";

/**
 * U11, a step: the account that this identity signs in to: the one that it is linked to, else, the first time and by a
 * trusted provider's word alone, the one with its address, which has no other identity of that issuer yet:
 * an address that was given to somebody else opens nobody's account.
 */
export async function recognise(tx: Tx<System>, identity: Identity) {
  const { issuer, subject } = identity;
  const [linked] = await tx.db
    .update(identities)
    .set({ lastUsedAt: tx.now })
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
    .returning({ userId: identities.userId });
  if (linked) return findAccountById(tx, linked.userId, identity);
  const address = trustedAddress(identity);
  const user = address === null ? undefined : await findAccount(tx, address, identity);
  if (!user) return undefined;
  // Of two that come with one address at once, the second sees the first.
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`identities of ${user.id}`}, 0))`,
  );
  const others = await tx.db.$count(
    identities,
    and(
      eq(identities.userId, user.id),
      eq(identities.issuer, issuer),
      ne(identities.subject, subject),
    ),
  );
  if (others > 0) return undefined;
  await linkIdentity(tx, { userId: user.id, identity, by: "trusted" });
  return user;
}
