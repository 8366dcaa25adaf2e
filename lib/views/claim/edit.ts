import { authorize } from "../../access/authorize";
import { firstConsentOf } from "../../claims/queries";
import { isOpen } from "../../claims/rules";
import { editParts, type EditPart } from "../../claims/schema";
import { questionsOf } from "../../claims/surveys/queries";
import type { Locale, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { dateIn } from "../../time/deadline";
import { claimHead, type ClaimHead } from "./details";
import { questionsIn } from "./survey-answers";
import { perLocale } from "@/messages";

export type EditView = ClaimHead & {
  part: EditPart;
  /** What the form holds at first. */
  values: Record<string, string>;
  /** Why nothing can be changed (any more); null: it can. */
  closed: "claim_closed" | "contact_locked" | null;
  /** The days on which the workshop may have been held, YYYY-MM-DD at the location. */
  firstDay: string;
  today: string;
  /** What the customer survey asks, in each language. */
  questions: Record<Locale, string[]>;
};

/** The form of one part of a claim. Throws `no_role`, `not_found`, also for a part that is none. */
export async function editClaimView(
  tx: Tx,
  { claimNumber, part }: { claimNumber: string; part: string },
): Promise<EditView> {
  authorize(tx, "claims.edit");
  const known = editParts.find((one) => one === part);
  if (!known) throw new Refusal("not_found");
  const head = await claimHead(tx, claimNumber);
  const { claim, status } = head;
  const answered = head.requirements.some(
    ({ requirement, done }) => requirement === "customer_survey" && done,
  );
  const closed =
    known !== "name" && !isOpen(status)
      ? "claim_closed"
      : known === "customer" && answered
        ? "contact_locked"
        : null;
  const asked = (await questionsOf(tx, claim.id)).customer;
  return {
    ...head,
    part: known,
    values: valuesOf(head, known),
    closed,
    firstDay: dateIn(await firstConsentOf(tx, claim), claim.timeZone),
    today: dateIn(tx.now, claim.timeZone),
    questions: perLocale((locale) => questionsIn(locale, asked).map(({ label }) => label)),
  };
}

function valuesOf({ claim }: ClaimHead, part: EditPart): Record<string, string> {
  const { contact, partnerContact, invoice } = claim;
  switch (part) {
    case "name":
      return { friendlyName: claim.friendlyName ?? "" };
    case "partner":
      return { partnerName: partnerContact.name, partnerEmail: partnerContact.email };
    case "customer":
      return { ...contact };
    case "invoice":
      return {
        invoiceNumber: invoice.number ?? "",
        invoiceAmount: invoice.amount ?? "",
        invoiceCurrency: invoice.currency ?? "",
        workshopFrom: claim.workshopFrom ?? "",
        workshopUntil: claim.workshopUntil ?? "",
      };
  }
}
