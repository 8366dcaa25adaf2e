import { z } from "zod";
import { claimNumber, line, paragraphs } from "../../input";
import { afterText, searchText } from "../../lists/schema";

const ofFiles = ["incomplete", "unreadable"] as const;
const ofSurveys = ["contradicts_documents", "wrong_person"] as const;
/** Why a claim is given back or rejected, for each kind of proof and for the whole (W12). */
const reasonCodes = {
  invoice: ["customer_name_missing", "wrong_amount", "wrong_date", "wrong_customer", ...ofFiles],
  findings_and_recommendations: [
    "not_this_workshop",
    "customer_not_named",
    ...ofFiles,
    "personal_data_visible",
    "old_template",
  ],
  partner_survey: ofSurveys,
  customer_survey: ofSurveys,
  general: ["outside_window", "other"],
} as const;
export type ReasonCode = (typeof reasonCodes)[keyof typeof reasonCodes][number];
/** Why, and of which requirement; `general`: of the claim as a whole. */
export type Reason = { requirement: string; code: ReasonCode };

/** What can be wrong with proof of a kind (P14), or with the whole claim. */
export function reasonsFor(requirement: string): readonly ReasonCode[] {
  return isOwn(requirement) ? reasonCodes[requirement] : reasonCodes.findings_and_recommendations;
}

function isOwn(text: string): text is keyof typeof reasonCodes {
  return Object.hasOwn(reasonCodes, text);
}

/** What the programme decides about a claim; each is also the status that the claim comes to. */
export type Decision = "action_required" | "approved" | "rejected" | "rejected_final";

/** Which claim a form is about, and in which version its reader saw it. */
export const reviewedClaim = z.object({
  claimNumber,
  version: z
    .string()
    .regex(/^\d{1,9}$/, "claim_changed")
    .transform(Number),
});

const words = (max: number) => paragraphs(max).default("");

/** Check boxes of one name: none, one, or several, as `requirement:code`. */
const reasons = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((chosen) =>
    [...new Set([chosen].flat())].flatMap((one) => {
      const at = one.lastIndexOf(":");
      const requirement = one.slice(0, at);
      const code = reasonsFor(requirement).find((known) => known === one.slice(at + 1));
      return code && at > 0 ? [{ requirement, code }] : [];
    }),
  )
  .refine((chosen) => chosen.length > 0, "required_reasons");

/** "Ask for action", "Reject": why, for each requirement, and in words. */
export const reasonedInput = reviewedClaim.extend({
  reasons,
  comment: words(2_000).pipe(z.string().min(1, "required_comment")),
});

/** "Approve": a few words if there is something to say. */
export const approveInput = reviewedClaim.extend({ comment: words(2_000) });

/** "Mark as paid": how the payment is found at the bank. */
export const payInput = reviewedClaim.extend({
  paymentReference: line(100)
    .default("")
    .pipe(
      z
        .string()
        .min(1, "required_payment_reference")
        .regex(/^[\p{L}\p{N}][\p{L}\p{N} ./_-]*$/u, "invalid_payment_reference"),
    ),
});

export const queueStatuses = [
  "waiting",
  "submitted",
  "under_review",
  "disputed",
  "approved",
  "all",
] as const;
export type QueueStatus = (typeof queueStatuses)[number];
export const queueSorts = ["age", "-age", "deadline", "-deadline"] as const;

/** What the address of the queue says; anything that it does not understand is left out. */
export const queueQuery = z.object({
  status: z.enum(queueStatuses).catch("waiting"),
  sort: z.enum(queueSorts).catch("age"),
  q: searchText,
  engagement: z
    .string()
    .regex(/^[a-z0-9-]{1,200}$/)
    .nullable()
    .catch(null),
  partner: z.guid().nullable().catch(null),
  after: afterText,
});
export type QueueQuery = z.output<typeof queueQuery>;
