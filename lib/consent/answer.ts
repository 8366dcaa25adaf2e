import { authorize } from "../access/authorize";
import { transaction, type Ctx, type Visitor } from "../ctx";
import { fieldErrors, refuse, Refusal } from "../errors";
import { sendCode } from "../visitors/send-code";
import { checkAnswer } from "./check-answer";
import { closeOwnContact } from "./contacts/close-own";
import { decide } from "./decide";
import { lockRequest, refuseClosedRequest } from "./lock-request";
import { getAskedRequest } from "./queries";
import { answerInput, type AnswerInput } from "./schema";

export type AnswerResult =
  | { kind: "stored" }
  /** Suspicious: it counts once the code mailed to the contact comes back. */
  | { kind: "to_confirm"; codeId: string };

/**
 * Takes a customer's answer, accept or decline, from the form of the public page (D8, D10, D15).
 * A form that no person sent is refused and stores nothing; a suspicious one waits for a code.
 * Refuses with what is wrong at a field, with `whyNoForm`'s reasons, with `already_answered`,
 * `expired`, `no_longer_open` or `replaced`, with `other_contact` (D19), and with `rate_limited_link`
 * when too many codes were mailed.
 * @param input the form as posted; `saysLanguages`: the browser told its user's languages
 */
export async function answerConsent(
  ctx: Ctx,
  { saysLanguages, ...posted }: Partial<AnswerInput> & { saysLanguages: boolean },
): Promise<AnswerResult> {
  authorize(ctx, "consent.answer");
  const parsed = answerInput.safeParse(posted);
  const result = await transaction<Visitor, AnswerResult | null>(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    refuseClosedRequest(asked, tx.now);
    if (!parsed.success) refuse(fieldErrors(parsed.error));
    const form = parsed.data;
    const { stamp, found } = checkAnswer(tx, asked, { ...form, saysLanguages });
    const answer = {
      decision: form.decision,
      fullName: form.fullName,
      reason: form.reason,
      language: stamp.language,
    };
    if (found.length > 0) {
      const locked = await lockRequest(tx, asked);
      if (await closeOwnContact(tx, locked.request, locked.round)) return null;
      return { kind: "to_confirm", codeId: await sendCode(tx, asked, answer, found) };
    }
    const counts = await decide(tx, asked, { ...answer, confirmedByCode: false });
    return counts ? { kind: "stored" } : null;
  });
  if (result === null) throw new Refusal("other_contact");
  return result;
}
