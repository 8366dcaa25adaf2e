import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { allowContact } from "../consent/contacts/allow-contact";
import { contactFacts } from "../consent/contacts/queries";
import { isBanned } from "../consent/contacts/rules";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal, refuseIfAny, type FieldError } from "../errors";
import { dateIn } from "../time/deadline";
import { editPrint } from "./edit-print";
import { lockClaim, type Claim } from "./lock-claim";
import { getProof } from "./proof/queries";
import { firstConsentOf } from "./queries";
import { refuseUnlessOpen } from "./rules";
import type { EditInput } from "./schema";
import { closeOwnSurvey } from "./surveys/close-own";
import { findLiveSurvey } from "./surveys/queries";
import { replaceCustomerSurvey } from "./surveys/replace-survey";
import { personName } from "../input";

type Facts = Partial<Claim>;

/**
 * Edits one part of a claim: the friendly name (at any time), the partner's contact, the customer's
 * contact until it has answered the survey (W8, W9), or the invoice and the days of the workshop,
 * which lie from the consent to today. What is as it was before changes nothing.
 * Refuses with `not_found`, `claim_changed`, `claim_closed`, `claim_expired`, `contact_locked`, with
 * what is wrong with the customer's contact (`checkContact`, D19), and with what is wrong with the days:
 * `workshop_too_early`, `workshop_too_late`, `dates_out_of_order`, `survey_needs_days` (D20). A change
 * that mails the customer survey to somebody else refuses with `survey_goes_out` until the actor has
 * seen to whom (`confirmed`, D20).
 * @returns whether the customer survey went to the new contact
 */
export async function editClaim(ctx: Ctx, input: EditInput): Promise<{ surveySent: boolean }> {
  authorize(ctx, "claims.edit");
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, input.number, input.version);
    if (input.part !== "name") refuseUnlessOpen(claim.status);
    const facts = factsOf(input);
    const fields = Object.keys(facts).filter(
      (name) => facts[name as keyof Claim] !== claim[name as keyof Claim],
    );
    if (fields.length === 0) return { surveySent: false };
    if (input.part === "customer" && (await getProof(tx, claim.id)).customerSurveyAnswered)
      throw new Refusal("contact_locked");
    if (input.part === "customer") facts.contactReleaseId = await releaseOf(tx, claim, input);
    if (input.part === "partner") await refuseBanned(tx, claim, input.partnerEmail);
    if (input.part === "invoice") await refuseDays(tx, claim, facts);
    const [edited = claim] = await tx.db
      .update(workshopClaims)
      .set(facts)
      .where(eq(workshopClaims.id, claim.id))
      .returning();
    const sent =
      input.part === "customer" &&
      (await replaceCustomerSurvey(tx, { ...claim, ...facts }, input.confirmed));
    if (input.part === "partner") await closeSurvey(tx, { ...claim, ...facts });
    await record(tx, {
      event: "claim.edited",
      subjectId: claim.id,
      data: {
        number: claim.number,
        part: input.part,
        fields,
        was: Object.fromEntries(fields.map((name) => [name, textOf(claim[name as keyof Claim])])),
        proof: editPrint(input.part, edited),
      },
    });
    return { surveySent: Boolean(sent) };
  });
}

/** What a form of a claim holds is text, or nothing. */
function textOf(value: Claim[keyof Claim]): string | null {
  return typeof value === "string" ? value : null;
}

/** D19: the partner's new contact may be whom the customer's survey asks. */
async function closeSurvey(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const live = await findLiveSurvey(tx, claim.id, "customer");
  if (live && live.answeredAt === null) await closeOwnSurvey(tx, live, claim);
}

/** D19: nor does it write to who was forbidden under the name of a colleague. */
async function refuseBanned(tx: Tx<PartnerUser>, claim: Claim, email: string): Promise<void> {
  if (isBanned(email, await contactFacts(tx, claim)))
    throw new Refusal("contact_stopped", { field: "partnerEmail" });
}

/** D19: the same contact as before needs no other word; its first one came with the consent. */
async function releaseOf(
  tx: Tx<PartnerUser>,
  claim: Claim,
  { firstName, lastName, email, contactReason }: Extract<EditInput, { part: "customer" }>,
): Promise<string | null> {
  if (email.toLowerCase() === claim.contactEmail.toLowerCase()) return claim.contactReleaseId;
  const { releaseId } = await allowContact(tx, {
    tenantId: claim.tenantId,
    associationId: claim.associationId,
    name: personName(firstName, lastName),
    email,
    reason: contactReason,
    partnerEmail: claim.partnerContactEmail,
  });
  return releaseId;
}

function factsOf(input: EditInput): Facts {
  switch (input.part) {
    case "name":
      return { friendlyName: input.friendlyName };
    case "partner":
      return { partnerContactName: input.partnerName, partnerContactEmail: input.partnerEmail };
    case "customer":
      return {
        contactFirstName: input.firstName,
        contactLastName: input.lastName,
        contactTitle: input.title,
        contactEmail: input.email,
        contactLanguage: input.language,
      };
    case "invoice":
      return {
        invoiceNumber: input.invoiceNumber,
        invoiceAmount: input.invoiceAmount,
        invoiceCurrency: input.invoiceCurrency,
        workshopFrom: input.workshopFrom,
        // A workshop of one day needs its day only once.
        workshopUntil: input.workshopUntil ?? input.workshopFrom,
      };
  }
}

async function refuseDays(
  tx: Tx<PartnerUser>,
  claim: Claim,
  { workshopFrom, workshopUntil }: Facts,
): Promise<void> {
  if (!workshopFrom || !workshopUntil) {
    const survey = await findLiveSurvey(tx, claim.id, "customer");
    return refuseIfAny(survey ? [{ field: "workshopFrom", code: "survey_needs_days" }] : []);
  }
  const first = dateIn(await firstConsentOf(tx, claim), claim.timeZone);
  const today = dateIn(tx.now, claim.timeZone);
  const wrong: FieldError[] = [];
  for (const [field, day] of [
    ["workshopFrom", workshopFrom],
    ["workshopUntil", workshopUntil],
  ] as const) {
    if (day < first) wrong.push({ field, code: "workshop_too_early", params: { date: first } });
    if (day > today) wrong.push({ field, code: "workshop_too_late" });
  }
  if (wrong.length === 0 && workshopUntil < workshopFrom)
    wrong.push({ field: "workshopUntil", code: "dates_out_of_order" });
  refuseIfAny(wrong);
}
