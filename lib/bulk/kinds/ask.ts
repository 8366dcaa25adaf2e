import { consentRequests } from "@/db/schema";
import { askContact } from "../../consent/ask-contact";
import { isLive } from "../../consent/queries";
import { contactFields } from "../../consent/schema";
import { fieldErrors, refuse, Refusal } from "../../errors";
import { mailboxKey } from "../../input";
import type { BulkKind } from "../kind";
import { contactColumns, tenantColumn, workshopColumn } from "./columns";

/** B1: asks customers for consent, each as "Trigger customer consent" does (S49–S53). */
export const askKind: BulkKind = {
  name: "ask",
  act: "consent.send",
  lists: ["customers", "opportunities"],
  of: "round",
  already: ["already_answered"],
  columns: [tenantColumn, workshopColumn, ...contactColumns],
  known: ["tenant"],
  async step(
    tx,
    { associationId, details },
    { partnerName, partnerEmail, partnerPhone, language },
  ) {
    if (associationId === null) throw new Refusal("bulk_no_round");
    const { contact } = details;
    if (!contact) throw new Refusal("bulk_no_contact");
    const [live] = await tx.db
      .select({ email: consentRequests.contactEmail })
      .from(consentRequests)
      .where(isLive(associationId));
    if (live && mailboxKey(live.email) === mailboxKey(contact.email))
      return { outcome: "already", mails: 0 };
    const fields = contactFields.safeParse({
      ...contact,
      language: contact.language || language,
      ...{ partnerName, partnerEmail, partnerPhone },
    });
    if (!fields.success) refuse(fieldErrors(fields.error));
    const { requestId, waiting } = await askContact(tx, { associationId, contact: fields.data });
    return { outcome: "done", mails: waiting ? 0 : 1, associationId, requestId };
  },
};
