import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { completeDraft } from "../customers/drafts/complete";
import { lockDraft } from "../customers/drafts/lock";
import { sentResult } from "../customers/drafts/schema";
import { fieldErrors, refuse, Refusal } from "../errors";
import { askContact } from "./ask-contact";
import { contactFields } from "./schema";

/**
 * "Send for consent" (S49–S53): asks the customer's contact, as `askContact`. It moves no deadline (D5). Sending the same
 * draft again gives the first result (D4).
 * Refuses with `not_found`, and like `askContact`.
 * @returns the association and the new request
 */
export async function sendConsent(ctx: Ctx, { draftId }: { draftId: string }) {
  authorize(ctx, "consent.send");
  return transaction(ctx, async (tx) => {
    const draft = await lockDraft(tx, draftId, "consent");
    if (draft.completedAt !== null) return sentResult.parse(draft.result);
    if (draft.subjectId === null) throw new Refusal("not_found");
    const contact = contactOf(draft.values);
    const result = await askContact(tx, { associationId: draft.subjectId, contact });
    return completeDraft(tx, draft.id, result);
  });
}

/** The contacts of the first screen; sent too early, what is missing there. */
function contactOf(values: unknown): z.output<typeof contactFields> {
  const parsed = contactFields.safeParse(values);
  if (parsed.success) return parsed.data;
  refuse(fieldErrors(parsed.error));
}
