import { and, eq } from "drizzle-orm";
import { identities } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";

/** Takes an identity from its own account; it signs in to nothing from then on. Safe to repeat. */
export async function unlinkIdentity(
  ctx: Ctx,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const [gone] = await tx.db
      .delete(identities)
      .where(and(eq(identities.id, id), eq(identities.userId, userId)))
      .returning({ provider: identities.provider });
    if (gone) await record(tx, { event: "identity.unlinked", subjectId: userId, data: gone });
  });
}
