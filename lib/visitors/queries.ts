import { and, eq } from "drizzle-orm";
import { answerCodes } from "@/db/schema";
import type { Tx, Visitor } from "../ctx";
import { CODE_ATTEMPTS } from "./rules";

export type WaitingCode = typeof answerCodes.$inferSelect;

/** The code of this id behind the visitor's link, and whether it can still be used; null: none. */
export async function findCode(
  tx: Tx<Visitor>,
  id: string,
): Promise<(WaitingCode & { live: boolean }) | null> {
  const [code] = await tx.db.select().from(answerCodes).where(isOfVisitor(tx, id));
  if (!code) return null;
  const live = code.usedAt === null && code.expiresAt > tx.now && code.attempts < CODE_ATTEMPTS;
  return { ...code, live };
}

/** Which code: the one of this id, if it belongs to what the visitor was asked. */
export function isOfVisitor({ actor }: Tx<Visitor>, id: string) {
  return and(eq(answerCodes.id, id), eq(answerCodes.requestId, actor.requestId));
}
