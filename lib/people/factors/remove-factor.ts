import { and, eq } from "drizzle-orm";
import { codeSecrets, passkeys, recoveryCodes } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { announce } from "../deed";
import { lockToChange, type Own } from "./own-session";
import { hasFactor } from "./queries";

/**
 * Takes one's own passkey, or (`codes`) the app's codes, away; with the last of them the recovery codes go too. Who
 * needs a second factor is asked to set one up at the next sign-in. Safe to repeat.
 * Refuses with `sign_in_again`, `signed_out`.
 */
export async function removeFactor(ctx: Ctx, own: Own, { id }: { id: string }): Promise<void> {
  authorize(ctx, "session.manage");
  const { userId } = own;
  await transaction(ctx, async (tx) => {
    await lockToChange(tx, own);
    await announce(tx, "remove", userId);
    const gone =
      id === "codes"
        ? await tx.db
            .delete(codeSecrets)
            .where(eq(codeSecrets.userId, userId))
            .returning({ userId: codeSecrets.userId })
        : await tx.db
            .delete(passkeys)
            .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
            .returning({ userId: passkeys.userId });
    if (gone.length === 0) return;
    if (!(await hasFactor(tx, userId)))
      await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    const kind = id === "codes" ? "codes" : "passkey";
    await record(tx, { event: "factor.removed", subjectId: userId, data: { kind } });
  });
}
