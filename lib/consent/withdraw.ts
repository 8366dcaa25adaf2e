import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { fieldErrors, refuse } from "../errors";
import { sendCode } from "../visitors/send-code";
import type { AnswerResult } from "./answer";
import { checkAnswer } from "./check-answer";
import { endConsent, refuseUnlessWithdrawable } from "./end-consent";
import { getAskedRequest } from "./queries";
import { withdrawInput, type WithdrawInput } from "./schema";

/**
 * The customer withdraws the consent, from the receipt page, until the claim is submitted (D14).
 * As easy as giving it, and as hard for a machine: the same form, and the same code when suspicious.
 * Refuses with what is wrong at a field, with `whyNoForm`'s reasons, with `not_to_withdraw`, and
 * with `rate_limited_link` when too many codes were mailed.
 */
export async function withdrawConsent(
  ctx: Ctx,
  { saysLanguages, ...posted }: Partial<WithdrawInput> & { saysLanguages: boolean },
): Promise<AnswerResult> {
  authorize(ctx, "consent.withdraw");
  const parsed = withdrawInput.safeParse(posted);
  return transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    refuseUnlessWithdrawable(asked, tx.now);
    if (!parsed.success) refuse(fieldErrors(parsed.error));
    const { fullName } = parsed.data;
    const { stamp, found } = checkAnswer(tx, asked, { ...parsed.data, saysLanguages });
    if (found.length > 0) {
      const waiting = {
        decision: "withdraw",
        fullName,
        reason: "",
        language: stamp.language,
      } as const;
      return { kind: "to_confirm", codeId: await sendCode(tx, asked, waiting, found) };
    }
    await endConsent(tx, asked, { fullName, language: stamp.language, confirmedByCode: false });
    return { kind: "stored" };
  });
}
