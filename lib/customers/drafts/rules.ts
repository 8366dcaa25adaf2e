import type { MismatchReason } from "../../tenants/schema";
import { reasonFields, type AddDraft, type ClaimDraft } from "./schema";

/** The screens of "Add customer"; those for a tenant, a known customer or a reason only when needed. */
export type AddStep = "customer" | "tenant" | "known" | "reason" | "workshops" | "review";
export type ClaimStep = "location" | "workshops" | "review";

/** The tenant that a draft of "Add customer" is about; null while that is open. */
export function tenantOf({ found, tenant }: AddDraft): string | null {
  if (found === null) return null;
  if (found.kind === "tenant") return found.tenantId;
  return found.tenantIds.includes(tenant) ? tenant : null;
}

/** S28: whether the e-mail's domain is not one of the tenant's, so that a reason is asked for. */
export function isMismatch({ found }: AddDraft): boolean {
  return found !== null && (found.kind === "choose" || found.mismatch);
}

/** The screens of this draft in order, up to and with the first that is still open (D4). */
export function addSteps(draft: AddDraft): AddStep[] {
  const steps: AddStep[] = ["customer"];
  if (draft.found === null) return steps;
  if (draft.found.kind === "choose") steps.push("tenant");
  if (tenantOf(draft) === null) return steps;
  if (draft.known) return [...steps, "known"];
  if (isMismatch(draft)) {
    steps.push("reason");
    if (!reasonFields.safeParse(draft).success) return steps;
  }
  steps.push("workshops");
  if (draft.chosen) steps.push("review");
  return steps;
}

/** The screens of a draft of "Claim customer", up to and with the first that is still open. */
export function claimSteps({ located, chosen }: ClaimDraft): ClaimStep[] {
  if (!located) return ["location"];
  return chosen ? ["location", "workshops", "review"] : ["location", "workshops"];
}

/** Where to go from a screen: the one before it or the one after it, of those that are open. */
export function stepAfter<S extends string>(steps: readonly S[], from: S, go: "next" | "back"): S {
  const at = steps.indexOf(from);
  const to = steps[at + (go === "next" ? 1 : -1)];
  return to ?? steps[Math.max(at, 0)] ?? from;
}

/** Why a workshop cannot be chosen. */
export type Hindrance = "under_way" | "not_open" | "location" | "criteria" | "consent" | "done";

/**
 * S30, S31, D1: why a workshop cannot be chosen for a tenant at a location; null: it can. Of several
 * reasons the one is given that says most to the reader.
 * @param taken `consent` or `done` when other partners have the customer (S12, S13)
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
  return facts.criteriaMet ? facts.taken : "criteria";
}

/** Why a location cannot be chosen (S20). */
export type LocationHindrance = "not_open" | "enrolment" | "payee_profile" | "criteria" | "role";

/**
 * S20: why a location cannot be chosen for an engagement; null: it can.
 * @param gaps what keeps it from earning at all
 */
export function locationHindrance(facts: {
  mine: boolean;
  openToAdd: boolean;
  gaps: readonly ("enrolment" | "payee_profile")[];
  criteriaMet: boolean;
}): LocationHindrance | null {
  if (!facts.openToAdd) return "not_open";
  const [gap] = facts.gaps;
  if (gap) return gap;
  if (!facts.criteriaMet) return "criteria";
  return facts.mine ? null : "role";
}

/** S28: a mismatch reason as it is kept with the association: the usual one, then the free text. */
export function mismatchText(reason: { reason: MismatchReason; reasonNote: string }): string {
  return reason.reasonNote === "" ? reason.reason : `${reason.reason}: ${reason.reasonNote}`;
}
