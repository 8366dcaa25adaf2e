import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { askAgain } from "./ask-again";

/**
 * "Resend customer consent" (S54): a new e-mail with a new link of the same request, as `askAgain`, whose refusals are
 * its own; an address that became the partner's since closes the request.
 */
export async function resendConsent(
  ctx: Ctx,
  { associationId }: { associationId: string },
): Promise<{ emailId: string }> {
  authorize(ctx, "consent.send");
  const result = await transaction(ctx, (tx) => askAgain(tx, associationId));
  if (result.why !== undefined) throw new Refusal(result.why);
  return { emailId: result.emailId };
}
