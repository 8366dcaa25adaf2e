import { eq } from "drizzle-orm";
import { recoveryCodes } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { announce } from "../deed";
import { hashRecovery } from "./codes.rules";

/** A step: these ten work from now on, and none from before. */
export async function keepRecovery(
  tx: Tx<System>,
  { userId, codes }: { userId: string; codes: readonly string[] },
): Promise<void> {
  await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await announce(tx, "recovery", userId);
  await tx.db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, hash: hashRecovery(code), madeAt: tx.now })));
}
