import { eq } from "drizzle-orm";
import { noticeChoices } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import type { Cadence } from "./schema";

/** What somebody wants to be mailed (K7): a digest each week and every notice, until they say otherwise. */
export async function noticesOf(
  tx: Tx<System>,
  userId: string,
): Promise<{ digest: Cadence; muted: string[] }> {
  const [row] = await tx.db
    .select({ digest: noticeChoices.digest, muted: noticeChoices.muted })
    .from(noticeChoices)
    .where(eq(noticeChoices.userId, userId));
  return row ?? { digest: "weekly", muted: [] };
}
