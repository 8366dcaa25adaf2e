import { authorize } from "../access/authorize";
import { getAskedRequest } from "../consent/queries";
import type { Locale, Tx } from "../ctx";
import { Refusal } from "../errors";
import { findCode } from "../visitors/queries";
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
  const code = await findCode(tx, codeId);
  if (!code) throw new Refusal("not_found");
  return {
    ...askedView(tx, asked, language),
    code: { id: code.id, decision: code.decision, expiresAt: code.expiresAt, live: code.live },
  };
}
