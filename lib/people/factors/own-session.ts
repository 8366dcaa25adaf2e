import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { devices, sessions } from "@/db/schema";
import { isJustNow } from "../../access/fresh";
import type { System, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { announce } from "../deed";
import { hasFactor } from "./queries";

/** Whose account, and in which session. */
export type Own = {
  userId: string;
  sessionId: string;
  /** They must set up a second factor before anything else (U13). */
  owes?: boolean;
};

/** A step: the session, held until commit. Refuses with `signed_out` when it is over. */
export async function lockSession(tx: Tx<System>, { userId, sessionId }: Own) {
  const [session] = await tx.db
    .select({
      provenAt: sql<Date>`coalesce(${sessions.provenAt}, ${sessions.createdAt})`.mapWith(
        sessions.createdAt,
      ),
      openedAt: sessions.createdAt,
      secondFactorAt: sessions.secondFactorAt,
      challenge: sessions.challenge,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, tx.now),
      ),
    )
    .for("update");
  if (!session) throw new Refusal("signed_out");
  return session;
}

/**
 * A step: whether the person may change how they are known. Refuses with `sign_in_again` when they proved who they
 * are longer ago than 15 minutes, or not with the second factor that they have: a link alone takes none away. Who owes
 * their first one sets it up after whatever let them in: they reach nothing else.
 */
export async function lockToChange(tx: Tx<System>, own: Own) {
  const session = await lockSession(tx, own);
  const unproven = session.secondFactorAt === null && (await hasFactor(tx, own.userId));
  const since = own.owes ? sinceOf(session) : session.provenAt;
  if (unproven || !isJustNow(since, tx.now)) throw new Refusal("sign_in_again");
  return session;
}

/** Since when whoever owes their first second factor may set it up: they came in, or proved who they are. */
function sinceOf({ openedAt, provenAt }: { openedAt: Date; provenAt: Date }): Date {
  return openedAt > provenAt ? openedAt : provenAt;
}

/** Whether whoever owes their first second factor came in, or proved who they are, just now: else they do so first. */
export async function maySetUp(tx: Tx<System>, { sessionId }: Own): Promise<boolean> {
  const [session] = await tx.db
    .select({
      openedAt: sessions.createdAt,
      provenAt: sql<Date>`coalesce(${sessions.provenAt}, ${sessions.createdAt})`.mapWith(
        sessions.createdAt,
      ),
    })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  return session !== undefined && isJustNow(sinceOf(session), tx.now);
}

/** A step: the person has proved who they are, with a second factor. */
export async function markProven(tx: Tx<System>, { userId, sessionId }: Own): Promise<void> {
  await announce(tx, "proven", sessionId);
  await tx.db
    .update(sessions)
    .set({ provenAt: tx.now, secondFactorAt: tx.now, challenge: null })
    .where(eq(sessions.id, sessionId));
  await announce(tx, "device", userId);
  await tx.db
    .update(devices)
    .set({ provenAt: tx.now })
    .where(
      and(
        eq(devices.userId, userId),
        sql`${devices.hash} = (select device_hash from sessions where id = ${sessionId})`,
      ),
    );
}

/** U15: whether somebody has proved a second factor with this browser before. */
export async function hasProvenWith(tx: Tx<System>, userId: string, hash: Buffer) {
  const same = and(eq(devices.userId, userId), eq(devices.hash, hash), isNotNull(devices.provenAt));
  return (await tx.db.$count(devices, same)) > 0;
}
