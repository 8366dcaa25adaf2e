import { claimStatuses, type ClaimStatus } from "@/db/schema/states";
import { Refusal } from "../errors";
import { zeroOf, type Money } from "../money";

export { claimStatuses, type ClaimStatus } from "@/db/schema/states";

/** Who moves a claim on: the partner, the customer (by withdrawing), the programme, time, or the bank. */
export type Mover = "partner" | "customer" | "operator" | "clock" | "bank";
export type Move = { from: ClaimStatus; to: ClaimStatus; mover: Mover };

/**
 * Every move of section 6 (W1, W11–W14, D14). What does not stand here does not happen: the verbs ask
 * `mayMove`, and the database holds the same table (`claim_moves`).
 */
export const moves: readonly Move[] = [
  { from: "editing", to: "submitted", mover: "partner" },
  { from: "editing", to: "cancelled", mover: "partner" },
  { from: "editing", to: "cancelled", mover: "customer" },
  // P18: with its round, which the programme ended.
  { from: "editing", to: "cancelled", mover: "operator" },
  { from: "editing", to: "not_submitted_expired", mover: "clock" },
  { from: "submitted", to: "under_review", mover: "operator" },
  { from: "under_review", to: "action_required", mover: "operator" },
  { from: "under_review", to: "approved", mover: "operator" },
  { from: "under_review", to: "rejected", mover: "operator" },
  { from: "action_required", to: "submitted", mover: "partner" },
  { from: "action_required", to: "post_submission_expired", mover: "clock" },
  { from: "approved", to: "paid", mover: "operator" },
  // P30: its payment came back.
  { from: "paid", to: "approved", mover: "bank" },
  { from: "rejected", to: "disputed", mover: "partner" },
  { from: "rejected", to: "dispute_expired", mover: "clock" },
  { from: "disputed", to: "approved", mover: "operator" },
  { from: "disputed", to: "rejected_final", mover: "operator" },
];

export function mayMove(move: Move): boolean {
  return moves.some(
    ({ from, to, mover }) => from === move.from && to === move.to && mover === move.mover,
  );
}

/**
 * The way of a claim as the stepper shows it (section 6): the statuses that it passes, and which of
 * them it stands at. What is off the main road stands where the road was left, with nothing after it
 * that can no longer come.
 */
export function roadOf(status: ClaimStatus): { steps: readonly ClaimStatus[]; at: number } {
  if (status === "cancelled" || status === "not_submitted_expired")
    return { steps: ["editing", status], at: 1 };
  const at = mainRoad.indexOf(status);
  if (at >= 0) return { steps: mainRoad, at };
  const held = mainRoad.slice(0, 3);
  return { steps: [...held, status, ...(isEnd(status) ? [] : (["approved"] as const))], at: 3 };
}

const mainRoad: readonly ClaimStatus[] = [
  "editing",
  "submitted",
  "under_review",
  "approved",
  "paid",
];

/** The statuses that nobody moves on from; that a bank sends a payment back is not foreseen. */
export function isEnd(status: ClaimStatus): boolean {
  return moves.every(({ from, mover }) => from !== status || mover === "bank");
}

/**
 * D27: what a claim in this status pays, or may still pay: nothing once it can no longer be paid.
 * @param payout what was fixed at the consent (D16); null: its band has no rate
 */
export function payoutOf(status: ClaimStatus, payout: Money | null): Money | null {
  return payout !== null && unpaidEnds.includes(status) ? zeroOf(payout) : payout;
}

/** The statuses from which a claim is never paid. */
export const unpaidEnds = claimStatuses.filter((status) => isEnd(status) && status !== "paid");

/** A claim whose proof, contacts and form the partner may change. */
export function isOpen(status: ClaimStatus): status is "editing" | "action_required" {
  return status === "editing" || status === "action_required";
}

/** Why the proof of a claim in this status does not change; null: it does. */
export function whyClosed(status: ClaimStatus): "claim_closed" | "claim_expired" | null {
  if (isOpen(status)) return null;
  return status.endsWith("_expired") ? "claim_expired" : "claim_closed";
}

/** Refuses with `claim_expired` or `claim_closed` unless the partner works on the claim, in time. */
export function refuseUnlessOpen(status: ClaimStatus): void {
  const why = whyClosed(status);
  if (why !== null) throw new Refusal(why);
}

/** A claim that the programme has in its hands. */
export function isHeld(status: ClaimStatus): boolean {
  return status === "submitted" || status === "under_review" || status === "disputed";
}

export type Clocks = {
  status: ClaimStatus;
  deliveryDueAt: Date;
  reviewDueAt: Date;
  disputeDueAt: Date | null;
};

const clocks: Partial<
  Record<ClaimStatus, { due: (claim: Clocks) => Date | null; ran: ClaimStatus }>
> = {
  editing: { due: (claim) => claim.deliveryDueAt, ran: "not_submitted_expired" },
  action_required: { due: (claim) => claim.reviewDueAt, ran: "post_submission_expired" },
  rejected: { due: (claim) => claim.disputeDueAt, ran: "dispute_expired" },
};

/** The end of the clock that runs for the partner (D9): the first instant after it; null: none runs. */
export function dueOf(claim: Clocks): Date | null {
  return clocks[claim.status]?.due(claim) ?? null;
}

/**
 * W11: where a claim stands at an instant, also when nobody has recorded yet that its time ran out.
 * What the programme holds never runs out: only the partner's own clock ends a claim.
 */
export function statusAt(claim: Clocks, now: Date): ClaimStatus {
  const clock = clocks[claim.status];
  const due = clock?.due(claim) ?? null;
  return clock && due !== null && now >= due ? clock.ran : claim.status;
}

/** P1 of section 9: a claim that ran out before it was decided about may be begun anew. */
export function canRenew(status: ClaimStatus): boolean {
  return status === "not_submitted_expired" || status === "post_submission_expired";
}

/** The key of one of the kinds of proof that the programme has (P14). */
export type Requirement = string;

/** What of a claim's proof is there already. */
export type Proof = {
  /** The kinds of document of which there is one at least. */
  documents: readonly string[];
  partnerSurveyAnswered: boolean;
  customerSurveyAnswered: boolean;
};

export function isDone(requirement: Requirement, proof: Proof): boolean {
  if (requirement === "partner_survey") return proof.partnerSurveyAnswered;
  if (requirement === "customer_survey") return proof.customerSurveyAnswered;
  return proof.documents.includes(requirement);
}

/** W3, W11: the requirements that are still open. */
export function openRequirements(requires: readonly Requirement[], proof: Proof): Requirement[] {
  return requires.filter((one) => !isDone(one, proof));
}
