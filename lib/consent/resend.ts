import { consentRequests } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { closeOwnContact } from "./contacts/close-own";
import { mayMail } from "./contacts/may-mail";
import { workshopFacts } from "./facts";
import { lockRound } from "./lock-round";
import { postRequest } from "./post-request";
import { isLive } from "./queries";

/**
 * "Resend customer consent" (S54): a new e-mail with a new link of the same request, to the same
 * contact. The 30 days go on (D5), and older links still work (D11).
 * Refuses with `not_found`, with `contact_waiting` before the programme released the contact (D19),
 * like `mayMail` (an address that became the partner's since closes the request), like `post` past a limit (D25), and like `sendConsent` when the customer cannot be
 * asked any more.
 */
export async function resendConsent(
  ctx: Ctx,
  { associationId }: { associationId: string },
): Promise<{ emailId: string }> {
  authorize(ctx, "consent.send");
  const result = await transaction(ctx, async (tx) => {
    await lockRound(tx, associationId);
    const [request] = await tx.db.select().from(consentRequests).where(isLive(associationId));
    if (!request) throw new Refusal("not_found");
    const { partnerId, contactEmail: email, releaseId } = request;
    const facts = await workshopFacts(tx, associationId);
    const { tenantId, locationId } = facts;
    const why = await closeOwnContact(tx, request, {
      id: associationId,
      partnerId,
      tenantId,
      locationId,
    });
    if (why !== null) return { why };
    if (!(await mayMail(tx, { partnerId, tenantId, email, releaseId })))
      throw new Refusal("contact_waiting");

    const { emailId, linkId } = await postRequest(tx, { facts, request });
    await record(tx, {
      event: "consent.resent",
      subjectId: associationId,
      data: { requestId: request.id, contactEmail: request.contactEmail, emailId, linkId },
    });
    return { emailId };
  });
  if (result.why !== undefined) throw new Refusal(result.why);
  return result;
}
