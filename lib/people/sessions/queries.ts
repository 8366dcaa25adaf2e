import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { System, Tx } from "../../ctx";

/** U7: where somebody is signed in now, what was used last first. */
export function listSessions(tx: Tx<System>, userId: string) {
  const seenAt = sql<Date>`coalesce(${sessions.seenAt}, ${sessions.createdAt})`.mapWith(
    sessions.createdAt,
  );
  return tx.db
    .select({
      id: sessions.id,
      browser: sessions.browser,
      system: sessions.system,
      ipAddress: sessions.ipAddress,
      openedAt: sessions.createdAt,
      seenAt,
      provider: sessions.provider,
    })
    .from(sessions)
    .where(isLive(userId, tx.now))
    .orderBy(desc(seenAt), desc(sessions.createdAt), sessions.id);
}

/** The sessions of somebody that open anything still. */
export function isLive(userId: string, now: Date) {
  return and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now));
}
