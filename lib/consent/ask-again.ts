import { consentRequests } from "@/db/schema";
import { record } from "../audit/record";
import type { PartnerUser, Tx } from "../ctx";
import { Refusal, type RefusalCode } from "../errors";
import { closeOwnContact } from "./contacts/close-own";
import { mayMail } from "./contacts/may-mail";
import { workshopFacts } from "./facts";
import { lockRound } from "./lock-round";
import { postRequest } from "./post-request";
import { isLive } from "./queries";

type Asked = { emailId: string; requestId: string; why?: undefined };

/**
 * A step: a new e-mail with a new link of the live request of a round, to the same contact. The 30 days go on (D5), and
 * older links still work (D11).
 * Refuses with `not_found`, `contact_waiting` (D19), like `mayMail`, like `post` past a limit (D25), and like `askContact`
 * where the customer cannot be asked any more.
 * @returns `why`: the address became the partner's own since; the request is closed, and that stays
 */
export async function askAgain(
  tx: Tx<PartnerUser>,
  associationId: string,
): Promise<Asked | { why: RefusalCode }> {
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
  return { emailId, requestId: request.id };
}
