import type { ClaimStatus, Mover } from "@/lib/claims/rules";
import { deadline } from "@/lib/time/deadline";
import { dayAt } from "./calendar";
import { personId } from "./people";
import type { Played } from "./rounds";

/** One move of a claim of the demonstration: when, to which status, by whom. */
export type Step = { at: Date; to: ClaimStatus; mover: Mover; by: string };

const paths: Record<ClaimStatus, ClaimStatus[]> = {
  editing: [],
  submitted: ["submitted"],
  under_review: ["submitted", "under_review"],
  action_required: ["submitted", "under_review", "action_required"],
  approved: ["submitted", "under_review", "approved"],
  paid: ["submitted", "under_review", "approved", "paid"],
  rejected: ["submitted", "under_review", "rejected"],
  disputed: ["submitted", "under_review", "rejected", "disputed"],
  rejected_final: ["submitted", "under_review", "rejected", "disputed", "rejected_final"],
  cancelled: ["cancelled"],
  not_submitted_expired: ["not_submitted_expired"],
  post_submission_expired: [
    "submitted",
    "under_review",
    "action_required",
    "post_submission_expired",
  ],
  dispute_expired: ["submitted", "under_review", "rejected", "dispute_expired"],
};

/** Days after sending in on which the programme and the partner act. */
const after: Partial<Record<ClaimStatus, number>> = {
  under_review: 1,
  action_required: 3,
  approved: 4,
  rejected: 4,
  disputed: 9,
  rejected_final: 14,
  paid: 18,
};

/** The moves of a round's claim up to `now`, in their order; none while it is edited. */
export function claimStory(played: Played, now: Date): Step[] {
  const { association, claimStatus } = played;
  const { consentedAt, submittedAt, endedAt, timeZone, createdBy } = association;
  if (!consentedAt || !claimStatus) return [];
  const steps: Step[] = [];
  for (const to of paths[claimStatus]) {
    const mover = moverOf(to, claimStatus);
    const by = mover === "operator" ? personId("operator") : createdBy;
    const days = after[to];
    if (to === "submitted" && submittedAt) steps.push({ at: submittedAt, to, mover, by });
    else if (days !== undefined && submittedAt)
      steps.push({ at: daysLater(submittedAt, days, timeZone, now), to, mover, by });
    else if (endedAt) steps.push({ at: endedAt, to, mover, by });
  }
  return withLapse(steps, played, now);
}

function moverOf(to: ClaimStatus, end: ClaimStatus): Mover {
  if (to === "submitted" || to === "disputed") return "partner";
  if (to.endsWith("_expired")) return "clock";
  return to === "cancelled" && end === "cancelled" ? "customer" : "operator";
}

/** What waited for the partner longer than its clock ran has run out (W11). */
function withLapse(steps: Step[], { association, terms }: Played, now: Date): Step[] {
  const last = steps.at(-1);
  const { consentedAt, timeZone } = association;
  if (!last || !consentedAt) return steps;
  const lapse = (to: ClaimStatus, due: Date): Step[] =>
    due <= now ? [...steps, { at: due, to, mover: "clock", by: "end-lapsed" }] : steps;
  if (last.to === "action_required")
    return lapse("post_submission_expired", deadline(consentedAt, terms.reviewDays, timeZone));
  if (last.to === "rejected")
    return lapse("dispute_expired", deadline(last.at, terms.disputeDays, timeZone));
  return steps;
}

function daysLater(from: Date, days: number, zone: string, now: Date): Date {
  const daysAgo = Math.floor((now.getTime() - from.getTime()) / 86_400_000) - days;
  const at = dayAt(now, zone, Math.max(0, daysAgo), 10 + days / 4);
  return at > from ? at : new Date(from.getTime() + days * 60_000);
}
