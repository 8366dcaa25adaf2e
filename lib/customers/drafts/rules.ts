import {
  mismatchReasons,
  reasonFields,
  type AddDraft,
  type ClaimDraft,
  type MismatchReason,
} from "./schema";

/** The screens of "Add customer"; those for a tenant, a reason or a known customer only when needed. */
export type AddStep = "customer" | "tenant" | "reason" | "known" | "workshops" | "review";
export type ClaimStep = "location" | "workshops" | "review";

/** The tenant that a draft of "Add customer" is about; null while that is open. */
export function tenantOf(draft: AddDraft): string | null {
  const { found } = draft;
  if (found === null) return null;
  if (found.kind !== "choose") return found.tenantId;
  return found.tenantIds.includes(draft.tenant) ? draft.tenant : null;
}

/** S28: whether the e-mail's domain is not one of the tenant's, so that a reason is asked for. */
export function isMismatch({ found }: AddDraft): boolean {
  return found?.kind === "choose" || (found?.kind === "tenant" && found.mismatch);
}

/** The screens of this draft in order, up to and with the first that is still open (D4). */
export function addSteps(draft: AddDraft): AddStep[] {
  const steps: AddStep[] = ["customer"];
  if (draft.found === null) return steps;
  if (draft.found.kind === "choose") steps.push("tenant");
  if (tenantOf(draft) === null) return steps;
  if (draft.found.kind === "known") return [...steps, "known"];
  if (isMismatch(draft)) {
    steps.push("reason");
    if (!reasonFields.safeParse(draft).success) return steps;
  }
  steps.push("workshops");
  if (draft.chosen) steps.push("review");
  return steps;
}

/** The screens of a draft of "Claim customer", up to and with the first that is still open. */
export function claimSteps(draft: ClaimDraft): ClaimStep[] {
  if (!draft.located) return ["location"];
  return draft.chosen ? ["location", "workshops", "review"] : ["location", "workshops"];
}

/** The reasons why a workshop cannot be chosen. */
export type Hindrance = "under_way" | "not_open" | "location" | "criteria" | "consent" | "done";

/**
 * S30, S31, D1: why a workshop cannot be chosen for this tenant at this location; null: it can.
 * Of several reasons the one is given that says most to the reader.
 * @param taken `consent` or `done` when another partner has the customer (S12, S13)
 */
export function hindrance(facts: {
  underWay: boolean;
  openToAdd: boolean;
  locationMet: boolean;
  criteriaMet: boolean;
  taken: "consent" | "done" | null;
}): Hindrance | null {
  if (facts.underWay) return "under_way";
  if (!facts.openToAdd) return "not_open";
  if (!facts.locationMet) return "location";
  if (!facts.criteriaMet) return "criteria";
  return facts.taken;
}

/** S28: a mismatch reason as it is kept with the association: the usual one, and free text after it. */
export function mismatchText({
  reason,
  reasonNote,
}: {
  reason: MismatchReason;
  reasonNote: string;
}): string {
  return reasonNote === "" ? reason : `${reason}: ${reasonNote}`;
}

/** The parts of a kept mismatch reason; text that names no usual one is all in the reader's own words. */
export function readMismatch(kept: string): { reason: MismatchReason; note: string } {
  const [head = "", ...rest] = kept.split(": ");
  const reason = mismatchReasons.find((usual) => usual === head);
  return reason ? { reason, note: rest.join(": ") } : { reason: "other", note: kept };
}
