import type { Tx } from "../ctx";
import { post } from "../mail/post";
import { createLink } from "../visitors/create-link";
import { requestMail, type Asked } from "./request-mail";

/** Writes the e-mail that asks the contact of a request, with a new link of its own (S53, D11). */
export async function postRequest(
  tx: Tx,
  asked: Asked,
): Promise<{ emailId: string; linkId: string }> {
  const linkId = await createLink(tx, "consent", asked.request);
  const emailId = await post(tx, { template: "consent-request", ...requestMail(asked, linkId) });
  return { emailId, linkId };
}
