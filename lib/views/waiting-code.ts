import { and, eq } from "drizzle-orm";
import { answerCodes } from "@/db/schema";
import { authorize } from "../access/authorize";
import { getAskedRequest } from "../consent/queries";
import { CODE_ATTEMPTS } from "../consent/rules";
import type { Locale, Tx } from "../ctx";
import { Refusal } from "../errors";
import { askedView, type AskedView } from "./asked-request";

export type WaitingCode = AskedView & {
  code: {
    id: string;
    decision: "accept" | "decline" | "withdraw";
    expiresAt: Date;
    /** It was not used, did not run out, and may be tried again. */
    live: boolean;
  };
};

/** The answer that waits for its code (D10). Refuses with `not_found` without such a code. */
export async function waitingCode(
  tx: Tx,
  { language, codeId }: { language: Locale | null; codeId: string },
): Promise<WaitingCode> {
  authorize(tx, "consent.view");
  const asked = await getAskedRequest(tx);
  const [code] = await tx.db
    .select()
    .from(answerCodes)
    .where(and(eq(answerCodes.id, codeId), eq(answerCodes.requestId, tx.actor.requestId)));
  if (!code) throw new Refusal("not_found");
  const live = code.usedAt === null && code.expiresAt > tx.now && code.attempts < CODE_ATTEMPTS;
  return {
    ...askedView(tx, asked, language),
    code: { id: code.id, decision: code.decision, expiresAt: code.expiresAt, live },
  };
}
