import { and, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { hasPlace } from "./account.queries";

/**
 * Goes on in a session for another company of its person, or (null) at the programme; in all of the
 * session's windows at once. Safe to repeat. Either company's log says no word of the other (U3).
 * Throws `not_found` when the session is over or the person has no place there.
 */
export async function switchCompany(
  ctx: Ctx,
  { sessionId, to }: { sessionId: string; to: string | null },
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const [session] = await tx.db
      .select({
        userId: sessions.userId,
        from: sessions.partnerId,
        provider: sessions.provider,
        issuer: sessions.issuer,
        openedAt: sessions.createdAt,
      })
      .from(sessions)
      .where(
        and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, tx.now)),
      )
      .for("update");
    if (!session) throw new Refusal("not_found");
    const { userId, from, provider, issuer, openedAt } = session;
    const way = provider === null ? null : { provider, issuer };
    if (!(await hasPlace(tx, userId, { place: to, way, openedAt }))) throw new Refusal("not_found");
    if (from === to) return;
    await tx.db
      .update(sessions)
      .set({ partnerId: to, chosenAt: tx.now })
      .where(eq(sessions.id, sessionId));
    const about = { subjectId: sessionId, data: { userId } };
    await record(tx, { event: "session.left", partnerId: from ?? undefined, ...about });
    await record(tx, { event: "session.entered", partnerId: to ?? undefined, ...about });
  });
}
