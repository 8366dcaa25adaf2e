import { authorize } from "../access/authorize";
import { getCheckedClaim } from "../claims/check.queries";
import { findingsOf, type Finding, type ProofFile } from "../claims/check.rules";
import { firstConsentOf } from "../claims/queries";
import { canRenew, isOpen } from "../claims/rules";
import { editParts, type EditPart } from "../claims/schema";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { dateIn } from "../time/deadline";
import { claimDetails, claimHead, type ClaimDetails, type ClaimHead } from "./claim-details";

export type EditView = ClaimHead & {
  part: EditPart;
  /** What the form holds at first. */
  values: Record<string, string>;
  /** Why nothing can be changed (any more); null: it can. */
  closed: "claim_closed" | "contact_locked" | null;
  /** The days on which the workshop may have been held, YYYY-MM-DD at the location. */
  firstDay: string;
  today: string;
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
  return {
    ...head,
    part: known,
    values: valuesOf(head, known),
    closed,
    firstDay: dateIn(await firstConsentOf(tx, claim.id), claim.timeZone),
    today: dateIn(tx.now, claim.timeZone),
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

export type SubmitView = ClaimHead & { again: boolean; findings: Finding[]; files: ProofFile[] };

/**
 * The page before "Submit claim": what a reviewer would likely return, and what is sent (item 4).
 * Throws `no_role`, `not_found`.
 */
export async function submitClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<SubmitView> {
  authorize(tx, "claims.submit");
  const head = await claimHead(tx, claimNumber);
  const checked = await getCheckedClaim(tx, head.claim);
  return {
    ...head,
    again: head.claim.submittedAt !== null,
    findings: findingsOf(checked),
    files: checked.files,
  };
}

/** The pages that ask before a claim is cancelled or disputed. Throws `no_role`, `not_found`. */
export async function cancelClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<ClaimHead> {
  authorize(tx, "claims.cancel");
  return claimHead(tx, claimNumber);
}

export async function disputeClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<ClaimDetails> {
  authorize(tx, "claims.dispute");
  return claimDetails(tx, { claimNumber });
}

export type RenewView = ClaimDetails & { renewable: boolean };

/** The page that says what a renewal copies, and what it needs (P1 of section 9). */
export async function renewClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<RenewView> {
  authorize(tx, "claims.renew");
  const details = await claimDetails(tx, { claimNumber });
  return { ...details, renewable: canRenew(details.status) };
}
