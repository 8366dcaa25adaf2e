import type { Tx, Visitor } from "../ctx";
import type { Template, Variables } from "../mail/schema";
import { notify } from "../notify/notify";
import type { AskedRequest } from "./queries";

/** D12: tells those whom a customer's act concerns: the request's contact and its sender. */
export async function tellPartner<T extends Template>(
  tx: Tx<Visitor>,
  { request, round }: AskedRequest,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const concern = {
    partnerId: round.partnerId,
    locationId: round.locationId,
    contactEmail: request.partnerContactEmail,
    userIds: [request.sentBy],
  };
  await notify(tx, concern, template, variables);
}
