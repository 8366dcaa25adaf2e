import { and, asc, eq, isNull } from "drizzle-orm";
import { codeSecrets, passkeys, recoveryCodes } from "@/db/schema";
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

/** When somebody's present recovery codes were made; null without any. */
export async function recoverySince(tx: Tx<System>, userId: string): Promise<Date | null> {
  const [one] = await tx.db
    .select({ madeAt: recoveryCodes.madeAt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId))
    .limit(1);
  return one?.madeAt ?? null;
}
