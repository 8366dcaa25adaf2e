import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { contactFacts, getRelease, standingOf } from "./queries";
import { whyNotContact } from "./rules";

/**
 * D19, before each e-mail to a customer's contact who was named earlier: a domain may have become the
 * partner's since.
 * Refuses with `contact_free_mail`, `contact_own_domain`, `contact_own_person`, `contact_stopped`, and
 * with `contact_refused` when the programme refused the contact.
 * @returns whether it goes out now; false: it waits for the programme's release
 */
export async function mayMail(
  tx: Tx,
  to: {
    partnerId: string;
    tenantId: string;
    email: string;
    releaseId: string | null;
    /** The partner's own contact, which may have been changed since. */
    partnerEmail?: string;
  },
): Promise<boolean> {
  const why = whyNotContact(to.email, await contactFacts(tx, to), to.partnerEmail);
  if (why !== null) throw new Refusal(why);
  const standing = standingOf(await getRelease(tx, to));
  if (standing === "refused") throw new Refusal("contact_refused");
  return standing !== "waiting";
}
