import { daysBetween, laterDeadline } from "../../time/deadline";
import { targetDay, workdaysLeft, type Target } from "../../time/workdays";
import { isHeld, type ClaimStatus } from "../rules";
import type { EditPart } from "../schema";
import type { Clock, Decision } from "./schema";

export type Held = {
  clockStandsStill: boolean;
  reviewDueAt: Date;
  submittedAt: Date | null;
  timeZone: string;
};

/**
 * D17: until when the partner may act when the programme gives the claim back at `now`. If the clock
 * stood still, the days on which the programme held the claim are given back: the calendar days in
 * the location's zone from the day on which it was sent in.
 * @returns the first instant after the last day; it may have passed when the clock did not stand still
 */
export function reviewDueAfter(
  { clockStandsStill, reviewDueAt, submittedAt, timeZone }: Held,
  now: Date,
): Date {
  if (!clockStandsStill || submittedAt === null) return reviewDueAt;
  return laterDeadline(reviewDueAt, daysBetween(submittedAt, now, timeZone), timeZone);
}

/** A status in which one of the programme's people has the claim in hand, and decides. */
export function isReviewed(status: ClaimStatus): status is "under_review" | "disputed" {
  return status === "under_review" || status === "disputed";
}

/**
 * W12: how long the programme still means to take; it counts from when the claim came, submitted or disputed.
 * @returns null while the programme does not have it, and where it has no target
 */
export function clockOf(
  {
    status,
    submittedAt,
    disputedAt,
  }: { status: ClaimStatus; submittedAt: Date | null; disputedAt: Date | null },
  now: Date,
  target: Target | null,
): Clock | null {
  const came = status === "disputed" ? disputedAt : submittedAt;
  if (target === null || came === null || !isHeld(status)) return null;
  const date = targetDay(came, target);
  return { date, left: workdaysLeft(date, now, target) };
}

/** What the log calls a change of a claim (D26); a comment is none. */
export const changeEvents = [
  "claim.edited",
  "document.added",
  "document.removed",
  "survey.sent",
  "survey.replaced",
  "survey.answered",
] as const;
export type Change = {
  event: (typeof changeEvents)[number];
  at: Date;
  /** Of a document. */
  requirement: string | null;
  name: string | null;
  /** Of a survey. */
  kind: "partner" | "customer" | null;
  /** Of what was edited. */
  part: EditPart | null;
  /** What the edited fields held before. */
  was: Record<string, string | null>;
};

/** What the fields held before the first of these changes, the oldest change first. */
export function heldBefore(changes: readonly Pick<Change, "was">[]): Change["was"] {
  return Object.fromEntries([...changes].reverse().flatMap(({ was }) => Object.entries(was)));
}

/** D26: whether something changed where a reason of the programme points; for the claim as a whole, anywhere. */
export function isTouched(
  { requirement }: { requirement: string },
  changes: readonly Change[],
): boolean {
  return changes.some((change) => requirement === "general" || groupOf(change) === requirement);
}

function groupOf({ requirement, kind, part }: Change): string {
  if (requirement !== null) return requirement;
  if (kind !== null) return `${kind}_survey`;
  if (part === "invoice") return "invoice";
  return part === "customer" ? "customer_survey" : "general";
}

/** The last decision, as long as the claim stands or falls by it: what was asked, or why it was rejected. */
export function standingReview<T extends { decision: Decision }>(
  status: ClaimStatus,
  /** The newest first. */
  reviews: readonly T[],
): T | null {
  const [last] = reviews;
  if (!last || last.decision === "approved") return null;
  return unanswered.includes(status) ? last : null;
}

const unanswered: readonly ClaimStatus[] = [
  "action_required",
  "submitted",
  "under_review",
  "rejected",
  "disputed",
  "rejected_final",
];
