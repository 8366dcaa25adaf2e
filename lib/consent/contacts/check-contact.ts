import type { PartnerUser, Tx } from "../../ctx";
import type { FieldError } from "../../errors";
import { contactFacts, findRelease } from "./queries";
import { isBanned, isOutside, whyNotContact } from "./rules";

export type Named = {
  tenantId: string;
  associationId: string;
  name: string;
  email: string;
  /** Why somebody outside of the tenant's domains is asked. */
  reason: string;
  /** The partner's own contact of the same request. */
  partnerEmail?: string;
};

/**
 * D19: what is wrong with naming somebody as the customer's contact: `contact_free_mail`,
 * `contact_own_domain`, `contact_own_person`, `contact_stopped` at `email`, the last one also at
 * `partnerEmail`; `required_contact_reason` at `contactReason` for an address outside of the tenant's
 * domains that was not spoken of before.
 */
export async function checkContact(
  tx: Tx<PartnerUser>,
  { tenantId, email, reason, partnerEmail }: Omit<Named, "associationId" | "name">,
): Promise<FieldError[]> {
  const { partnerId } = tx.actor;
  const facts = await contactFacts(tx, { partnerId, tenantId });
  const why = whyNotContact(email, facts, partnerEmail);
  if (why !== null) return [{ field: "email", code: why }];
  if (partnerEmail !== undefined && isBanned(partnerEmail, facts))
    return [{ field: "partnerEmail", code: "contact_stopped" }];
  if (reason !== "" || !isOutside(email, facts)) return [];
  const before = await findRelease(tx, { partnerId, tenantId, email });
  return before && before.decision !== "refused"
    ? []
    : [{ field: "contactReason", code: "required_contact_reason" }];
}
