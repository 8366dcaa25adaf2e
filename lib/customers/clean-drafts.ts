import { lt } from "drizzle-orm";
import { drafts } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";

const KEEP_MS = 30 * 86_400_000;

/** D4: forgets what was typed into wizards and not touched for 30 days. */
export async function cleanDrafts(ctx: Ctx): Promise<number> {
  authorize(ctx, "schedule.run");
  return transaction(ctx, async (tx) => {
    const gone = await tx.db
      .delete(drafts)
      .where(lt(drafts.updatedAt, new Date(tx.now.getTime() - KEEP_MS)))
      .returning({ id: drafts.id });
    return gone.length;
  });
}
