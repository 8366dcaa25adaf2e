import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import type { WaitingCode } from "../visitors/queries";
import type { CodeInput } from "../visitors/schema";
import { takeCode, useCode } from "../visitors/take-code";
import { checkPage } from "./check-answer";
import { decide } from "./decide";
import { endConsent } from "./end-consent";
import { getAskedRequest } from "./queries";

/**
 * Takes the code from the contact's mailbox and stores the answer or withdrawal that waits for it
 * (D10).
 * Refuses like `takeCode`, and like the act that waits.
 * @returns what was confirmed
 */
export async function confirmCode(
  ctx: Ctx,
  input: Partial<CodeInput>,
): Promise<WaitingCode["decision"]> {
  authorize(ctx, "consent.answer");
  const { waiting, stamp } = await takeCode(ctx, input);
  const counts = await transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    const { language } = checkPage(tx, asked, { stamp, more: "" });
    const { decision, fullName } = waiting;
    if (decision === "withdraw") {
      await endConsent(tx, asked, { fullName, language, confirmedByCode: true });
    } else {
      const reason = waiting.reason ?? "";
      const answer = { decision, fullName, reason, language, confirmedByCode: true };
      if (!(await decide(tx, asked, answer))) return false;
    }
    await useCode(tx, waiting.id);
    return true;
  });
  if (!counts) throw new Refusal("other_contact");
  return waiting.decision;
}
