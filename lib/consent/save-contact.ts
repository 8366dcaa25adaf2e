import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { fieldErrors, refuseIfAny, type FieldError } from "../errors";
import { saveDraft } from "../customers/drafts/save";
import { checkContact } from "./contacts/check-contact";
import { workshopFacts } from "./facts";
import { whyNotAsk } from "./rules";
import { contactDraft, contactFields, type ContactDraft } from "./schema";

/**
 * First screen of "Trigger customer consent" (S50, S51): keeps the contacts in the draft, also when
 * something is wrong with them.
 * Refuses with what is wrong at each field, also when the contact cannot speak for the customer (D19); with `not_found` when the actor has no such association;
 * with the reason when the customer cannot be asked any more.
 */
export async function saveContact(
  ctx: Ctx,
  {
    draft,
    associationId,
    ...typed
  }: Omit<ContactDraft, "contactReason"> & {
    contactReason?: string;
    draft: string;
    associationId: string;
  },
): Promise<void> {
  authorize(ctx, "consent.send");
  const wrong = await transaction(ctx, async (tx): Promise<readonly FieldError[]> => {
    const facts = await workshopFacts(tx, associationId);
    const { engagementId } = facts;
    const key = { id: draft, kind: "consent", engagementId, subjectId: associationId } as const;
    const values = await saveDraft(tx, key, () => contactDraft.parse(typed));
    const reason = whyNotAsk(facts, tx.now);
    if (reason) return [{ field: "", code: reason }];
    const parsed = contactFields.safeParse(values);
    if (!parsed.success) return fieldErrors(parsed.error);
    const { email, contactReason, partnerEmail } = parsed.data;
    const { tenantId } = facts;
    return checkContact(tx, { tenantId, email, reason: contactReason, partnerEmail });
  });
  refuseIfAny(wrong);
}
