import { and, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { linkIdentity } from "./link-identity";
import type { Identity } from "./providers";

/**
 * U11 (a): links an identity to the account of whoever is signed in with this session.
 * Throws `not_found` when the session is over, `identity_taken` when it is another account's.
 */
export async function linkOwnIdentity(
  ctx: Ctx,
  { sessionId, identity }: { sessionId: string; identity: Identity },
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const [session] = await tx.db
      .select({ userId: sessions.userId })
      .from(sessions)
      .where(
        and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, tx.now)),
      );
    if (!session) throw new Refusal("not_found");
    await linkIdentity(tx, { userId: session.userId, identity, by: "holder" });
  });
}
