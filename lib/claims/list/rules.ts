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
  if (wanted === "") return null;
  return claimStatuses.filter((status) => status === wanted || groupOf[status] === wanted);
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

/** What somebody typed into the search, as it is looked for. */
export type Wanted = {
  /** Beginnings of words, in lower case and without accents, as `claim_words` has them. */
  words: string[];
  tenantId: string | null;
  /** A whole number: a claim ID, or a TPID. */
  number: number | null;
};

/** Reads the search field: a tenant ID, a claim ID or TPID, or beginnings of words. Null: nothing. */
export function wantedOf(q: string): Wanted | null {
  const words = q
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [only = "", ...others] = words;
  if (only === "") return null;
  const alone = others.length === 0;
  return {
    words,
    tenantId: alone && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(only) ? only : null,
    number: alone && /^\d{1,9}$/.test(only) ? Number(only) : null,
  };
}

/** Makes a text safe within a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
