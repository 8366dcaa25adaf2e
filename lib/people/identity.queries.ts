import { asc, eq, sql } from "drizzle-orm";
import { identities } from "@/db/schema";
import type { System, Tx } from "../ctx";
import type { Identity } from "./providers";

/** What somebody signs in with elsewhere, as their own page lists it. */
export function listIdentities(tx: Tx<System>, userId: string) {
  return tx.db
    .select({
      id: identities.id,
      provider: identities.provider,
      issuer: identities.issuer,
      name: identities.name,
      linkedAt: identities.linkedAt,
      lastUsedAt: identities.lastUsedAt,
    })
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(asc(identities.linkedAt), asc(identities.id));
}

type Linking = {
  userId: string;
  /** In which session of its holder; null: with an invitation, of the company `invitedBy`. */
  sessionId: string | null;
  invitedBy: string | null;
  identity: Identity;
};

/** U11, U12: whether an identity may be linked to an account so (`may_link`). */
export async function mayLink(
  tx: Tx<System>,
  { userId, sessionId, invitedBy, identity: { provider, issuer } }: Linking,
): Promise<boolean> {
  const { rows } = await tx.db.execute<{ may: boolean }>(
    sql`select may_link(${userId}::uuid, ${sessionId}::uuid, ${invitedBy}::uuid, ${provider}, ${issuer}) as may`,
  );
  return rows[0]?.may === true;
}
