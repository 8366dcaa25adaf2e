import { and, eq } from "drizzle-orm";
import { identities } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { announce } from "./deed";
import { lockToChange, type Own } from "./factors/own-session";

/**
 * Takes an identity from its own account; it signs in to nothing from then on. Safe to repeat.
 * Refuses with `sign_in_again`, `signed_out`.
 */
export async function unlinkIdentity(ctx: Ctx, own: Own, { id }: { id: string }): Promise<void> {
  authorize(ctx, "session.manage");
  const { userId } = own;
  await transaction(ctx, async (tx) => {
    await lockToChange(tx, own);
    await announce(tx, "remove", userId);
    const [gone] = await tx.db
      .delete(identities)
      .where(and(eq(identities.id, id), eq(identities.userId, userId)))
      .returning({ provider: identities.provider });
    if (gone) await record(tx, { event: "identity.unlinked", subjectId: userId, data: gone });
  });
}
