import type { Step } from "./claim-story";
import { personOf } from "./people";
import { demoId } from "./random";
import type { Played } from "./rounds";

const words = {
  action_required: {
    reason: { requirement: "invoice", code: "customer_name_missing" },
    comment: "The invoice does not name the customer. Please upload one that does.",
  },
  rejected: {
    reason: { requirement: "findings_and_recommendations", code: "not_this_workshop" },
    comment: "The document is about another workshop than the one that was agreed.",
  },
  rejected_final: {
    reason: { requirement: "findings_and_recommendations", code: "not_this_workshop" },
    comment: "We looked again, and the document is still about another workshop.",
  },
};

/** What the programme decided with a step of a claim; null where it decided nothing. */
export function decisionOf({ to, at, by }: Step, { round, association }: Played) {
  const { submittedAt } = association;
  if (!submittedAt) return null;
  const base = {
    id: demoId(`review:${round.key}:${to}`),
    submittedAt,
    reviewerId: by,
    reviewerName: personOf("operator").name,
    decidedAt: at,
  };
  if (to === "approved") return { ...base, decision: to, reasons: [], comment: "" };
  if (to !== "action_required" && to !== "rejected" && to !== "rejected_final") return null;
  return { ...base, decision: to, reasons: [words[to].reason], comment: words[to].comment };
}
