import { and, asc, eq, isNull, max } from "drizzle-orm";
import { codeSecrets, passkeys, recoveryCodes, sessions } from "@/db/schema";
import type { System, Tx } from "../../ctx";

/** What somebody has set up to prove who they are with, beside how they sign in. */
export async function listFactors(tx: Tx<System>, userId: string) {
  const [codes] = await tx.db
    .select({ addedAt: codeSecrets.addedAt })
    .from(codeSecrets)
    .where(eq(codeSecrets.userId, userId));
  const keys = await tx.db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      addedAt: passkeys.addedAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.addedAt), asc(passkeys.id));
  const recoveryLeft = await tx.db.$count(
    recoveryCodes,
    and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)),
  );
  return { codesSince: codes?.addedAt ?? null, passkeys: keys, recoveryLeft };
}

/** Whether there is any. */
export async function hasFactor(tx: Tx<System>, userId: string): Promise<boolean> {
  const { codesSince, passkeys: keys } = await listFactors(tx, userId);
  return codesSince !== null || keys.length > 0;
}

/**
 * When somebody's present recovery codes were made, or this session last saw a second factor: what was offered before is
 * offered no more, also when they took their factors away meanwhile. Null: neither.
 */
export async function provenSince(
  tx: Tx<System>,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Date | null> {
  const [codes] = await tx.db
    .select({ at: max(recoveryCodes.madeAt) })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId));
  const [session] = await tx.db
    .select({ at: sessions.secondFactorAt })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  const [first = null, second = first] = [codes?.at, session?.at].filter((at) => at != null);
  return first !== null && second !== null && second > first ? second : first;
}
