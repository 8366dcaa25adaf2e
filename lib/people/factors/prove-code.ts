import { and, eq, isNull, lt } from "drizzle-orm";
import { codeSecrets, recoveryCodes } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx, type System, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { keysFor } from "../../keys";
import { seal, unseal } from "../../seal";
import { announce } from "../deed";
import { hashRecovery, stepOf } from "./codes.rules";
import { lockSession, markProven, type Own } from "./own-session";

/**
 * U13: proves who somebody is with a code of their app, or with one of their recovery codes. Each works once, also
 * when two come at once. Whoever calls it counts the tries.
 * Refuses with `code_wrong` whatever is wrong about it, and with `signed_out`.
 */
export async function proveCode(ctx: Ctx, own: Own, { code }: { code: string }): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    await lockSession(tx, own);
    const digits = code.replace(/\s/g, "");
    const kind = /^\d{6}$/.test(digits) ? "codes" : "recovery";
    const fits = await (kind === "codes" ? ofApp(tx, own, digits) : ofRecovery(tx, own, code));
    if (!fits) throw new Refusal("code_wrong", { field: "code" });
    await markProven(tx, own);
    await record(tx, {
      event: "session.proven",
      subjectId: own.sessionId,
      data: { userId: own.userId, kind },
    });
  });
}

/** What was sealed with a former key is sealed with the newest on the way (O20). */
async function ofApp(tx: Tx<System>, { userId }: Own, code: string): Promise<boolean> {
  const [row] = await tx.db.select().from(codeSecrets).where(eq(codeSecrets.userId, userId));
  const secret = row && unseal("second-factor", userId, row.sealed);
  const step = secret ? stepOf(secret, code, tx.now) : null;
  if (!secret || step === null) return false;
  const sealed = seal("second-factor", userId, secret);
  await announce(tx, "codes", userId, sealed);
  const used = await tx.db
    .update(codeSecrets)
    .set({ lastStep: step, sealed, key: keysFor("second-factor")[0].id })
    .where(and(eq(codeSecrets.userId, userId), lt(codeSecrets.lastStep, step)))
    .returning({ userId: codeSecrets.userId });
  return used.length > 0;
}

async function ofRecovery(tx: Tx<System>, { userId }: Own, code: string): Promise<boolean> {
  const used = await tx.db
    .update(recoveryCodes)
    .set({ usedAt: tx.now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.hash, hashRecovery(code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return used.length > 0;
}
