import { and, eq, isNull, lt, or } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";

/** How exactly it is kept when a session was used last: not every page writes. */
export const SEEN_MINUTES = 5;

/** U7: keeps that a session was used now, at most once in five minutes. No business act: no audit row. */
export async function noteSeen(ctx: Ctx, sessionId: string): Promise<void> {
  authorize(ctx, "session.manage");
  const before = new Date(ctx.now.getTime() - SEEN_MINUTES * 60_000);
  await transaction(ctx, ({ db }) =>
    db
      .update(sessions)
      .set({ seenAt: ctx.now })
      .where(
        and(eq(sessions.id, sessionId), or(isNull(sessions.seenAt), lt(sessions.seenAt, before))),
      ),
  );
}
