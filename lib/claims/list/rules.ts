import { claimStatuses, dueOf, moves, statusAt, type ClaimStatus } from "../rules";
import type { ClaimGroup, ClaimsQuery } from "./schema";

/** Whose turn it is in each status: the partner's, the programme's, or nobody's any more. */
export const groupOf: Record<ClaimStatus, ClaimGroup> = {
  editing: "to_do",
  action_required: "to_do",
  rejected: "to_do",
  submitted: "with_programme",
  under_review: "with_programme",
  disputed: "with_programme",
  approved: "with_programme",
  paid: "done",
  rejected_final: "done",
  cancelled: "done",
  not_submitted_expired: "done",
  post_submission_expired: "done",
  dispute_expired: "done",
};

/** The statuses that a filter asks for; null: all. */
export function statusesOf(wanted: ClaimsQuery["status"]): ClaimStatus[] | null {
  if (wanted.length === 0) return null;
  return claimStatuses.filter((status) =>
    wanted.some((one) => one === status || one === groupOf[status]),
  );
}

/** A claim of the projection: what it was recorded as, and the end of the clock that runs in that status. */
type Line = { status: ClaimStatus; dueAt: Date };

/** Where a claim stands at an instant, also when nobody has recorded yet that its time ran out (W11). */
export function lineStatus({ status, dueAt }: Line, now: Date): ClaimStatus {
  return statusAt(clocksOf(status, dueAt), now);
}

/** Whether a clock runs for the partner in this status. */
export function hasClock(status: ClaimStatus): boolean {
  return dueOf(clocksOf(status, new Date(0))) !== null;
}

/** The status that the clock ends with this one, if it does: editing for "Not submitted, expired". */
export function endedByClock(expired: ClaimStatus): ClaimStatus | undefined {
  return moves.find(({ to, mover }) => to === expired && mover === "clock")?.from;
}

function clocksOf(status: ClaimStatus, dueAt: Date) {
  return { status, deliveryDueAt: dueAt, reviewDueAt: dueAt, disputeDueAt: dueAt };
}
