import type { consentRequests } from "@/db/schema";
import type { Tx } from "../ctx";
import { post } from "../mail/post";
import { roundOf, type WorkshopFacts } from "./facts";

/**
 * Tells a contact who was asked that the request was ended: by the partner (D29), or stopped by the
 * programme after a report (D10, D18); or, when it was over already, that the partner may not ask
 * again (D19). There is nothing to open or to do.
 */
export async function postEnded(
  tx: Tx,
  {
    facts,
    request,
    by,
  }: {
    facts: WorkshopFacts;
    request: typeof consentRequests.$inferSelect;
    by: "partner" | "programme" | "banned";
  },
): Promise<void> {
  await post(tx, {
    template: "request-ended",
    language: request.language,
    to: request.contactEmail,
    partnerId: request.partnerId,
    round: roundOf(facts),
    ...(by === "partner"
      ? { replyTo: request.partnerContactEmail, fromName: facts.workshop.partnerName }
      : {}),
    variables: {
      ...facts.workshop,
      contactName: `${request.contactFirstName} ${request.contactLastName}`,
      kind: by,
      endedAt: tx.now.toISOString(),
      partnerContact: {
        name: request.partnerContactName,
        email: request.partnerContactEmail,
        phone: request.partnerContactPhone,
      },
    },
  });
}
