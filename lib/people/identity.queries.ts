import { asc, eq } from "drizzle-orm";
import { identities } from "@/db/schema";
import type { System, Tx } from "../ctx";

/** What somebody signs in with elsewhere, as their own page lists it. */
export function listIdentities(tx: Tx<System>, userId: string) {
  return tx.db
    .select({
      id: identities.id,
      provider: identities.provider,
      name: identities.name,
      linkedAt: identities.linkedAt,
      lastUsedAt: identities.lastUsedAt,
    })
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(asc(identities.linkedAt), asc(identities.id));
}
