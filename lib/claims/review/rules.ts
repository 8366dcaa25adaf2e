import { daysBetween, laterDeadline } from "../../time/deadline";
import type { ClaimStatus } from "../rules";

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
