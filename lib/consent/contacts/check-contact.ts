import { and, eq, sql } from "drizzle-orm";
import { associations, consentRequests } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import type { FieldError } from "../../errors";
import { contactFacts, findRelease } from "./queries";
import { isOutside, whyNotContact } from "./rules";

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
 * `contact_own_domain`, `contact_own_person`, `contact_stopped` at `email`; `required_contact_reason` at `contactReason`
 * for an address outside of the tenant's domains that was not spoken of before.
 */
export async function checkContact(
  tx: Tx<PartnerUser>,
  { tenantId, email, reason, partnerEmail }: Omit<Named, "associationId" | "name">,
): Promise<FieldError[]> {
  const { partnerId } = tx.actor;
  const facts = await contactFacts(tx, { partnerId, tenantId });
  const why = whyNotContact(email, facts, partnerEmail);
  if (why !== null) return [{ field: "email", code: why }];
  if (await wasStopped(tx, tenantId, email)) return [{ field: "email", code: "contact_stopped" }];
  if (reason !== "" || !isOutside(email, facts)) return [];
  const before = await findRelease(tx, { partnerId, tenantId, email });
  return before && before.decision !== "refused"
    ? []
    : [{ field: "contactReason", code: "required_contact_reason" }];
}

/** Whether the programme stopped a request of the actor's company to this address of this customer. */
async function wasStopped(tx: Tx<PartnerUser>, tenantId: string, email: string): Promise<boolean> {
  const [stopped] = await tx.db
    .select({ id: consentRequests.id })
    .from(consentRequests)
    .innerJoin(associations, eq(associations.id, consentRequests.associationId))
    .where(
      and(
        eq(associations.tenantId, tenantId),
        eq(consentRequests.closedFor, "programme"),
        eq(sql`lower(${consentRequests.contactEmail})`, email.toLowerCase()),
      ),
    )
    .limit(1);
  return stopped !== undefined;
}
