import { and, eq, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockSession, type Own } from "../factors/own-session";
import { isLive } from "./queries";

/**
 * U7: ends one of one's own other sessions, or (null) all of them; from their next request on. The session in which it is
 * asked goes on: it ends by signing out. Safe to repeat, and nobody else's is ever found.
 * Refuses with `signed_out`.
 * @returns how many ended
 */
export async function endOwnSessions(
  ctx: Ctx,
  own: Own,
  { id }: { id: string | null },
): Promise<number> {
  authorize(ctx, "session.manage");
  const { userId, sessionId } = own;
  return transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    const ended = await tx.db
      .update(sessions)
      .set({ revokedAt: tx.now })
      .where(
        and(
          isLive(userId, tx.now),
          ne(sessions.id, sessionId),
          id === null ? undefined : eq(sessions.id, id),
        ),
      )
      .returning({ id: sessions.id, partnerId: sessions.partnerId });
    for (const one of ended)
      await record(tx, {
        event: "session.ended",
        subjectId: one.id,
        partnerId: one.partnerId ?? undefined,
        data: { userId },
      });
    return ended.length;
  });
}
