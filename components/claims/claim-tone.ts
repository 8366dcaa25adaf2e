/** The tone in which each status of a workshop claim is told. */
export const claimTone = {
  editing: "pending",
  submitted: "info",
  under_review: "pending",
  action_required: "warning",
  approved: "success",
  paid: "success",
  rejected: "danger",
  disputed: "warning",
  rejected_final: "danger",
  cancelled: "neutral",
  not_submitted_expired: "danger",
  post_submission_expired: "danger",
  dispute_expired: "danger",
} as const;
