import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";

/**
 * Signs out: the session is worth nothing from the next request on. Safe to repeat.
 * @returns the provider that somebody had signed in with, if any
 */
export async function endSession(ctx: Ctx, sessionId: string): Promise<string | null> {
  authorize(ctx, "session.manage");
  return transaction(ctx, async (tx) => {
    const [ended] = await tx.db
      .update(sessions)
      .set({ revokedAt: tx.now })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
      .returning({
        userId: sessions.userId,
        partnerId: sessions.partnerId,
        provider: sessions.provider,
      });
    if (!ended) return null;
    await record(tx, {
      event: "session.ended",
      subjectId: sessionId,
      partnerId: ended.partnerId ?? undefined,
      data: { userId: ended.userId },
    });
    return ended.provider;
  });
}
