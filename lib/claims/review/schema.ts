import { z } from "zod";
import { claimStatuses } from "@/db/schema/states";
import { calendarDay, claimNumber, line, paragraphs } from "../../input";
import { afterText, listLook, searchText, several } from "../../lists/schema";

/** Why (a reason of the programme's), and of which requirement; `general`: of the claim as a whole. */
export type Reason = { requirement: string; code: string };

/** What the programme decides about a claim; each is also the status that the claim comes to. */
export type Decision = "action_required" | "approved" | "rejected" | "rejected_final";

/** The programme's own clock (W12): the last day of its target, and the working days left, negative when it is over. */
export type Clock = { date: string; left: number };

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
    [...new Set([chosen].flat())].slice(0, 100).flatMap((one) => {
      const [requirement = "", code = ""] = one.split(/:(?=[^:]*$)/);
      return requirement !== "" && code !== "" ? [{ requirement, code }] : [];
    }),
  )
  .refine((chosen) => chosen.length > 0, "required_reasons");

/** "Hand over": to whom, and a line for them. */
export const handOverInput = reviewedClaim.extend({
  reviewerId: z.guid("required"),
  note: line(300).default("").pipe(z.string().min(1, "required")),
});

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

/** "The payment came back": on which day, and what the bank said. */
export const returnInput = reviewedClaim.extend({
  returnedOn: z
    .string()
    .trim()
    .default("")
    .refine((text) => calendarDay(text) !== null, "invalid_date")
    .transform((text) => calendarDay(text) ?? ""),
  why: line(500).default("").pipe(z.string().min(1, "required_failure_reason")),
});

const { paymentReference } = payInput.shape;
/** A page of the queue. */
const TOGETHER = 50;
const numbersIn = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((chosen) => [...new Set([chosen].flat())].slice(0, TOGETHER));

/** Which claims an address names to be marked as paid; what is no claim ID is left out. */
export const payQuery = z.object({
  claim: numbersIn.transform((all) =>
    all.flatMap((one) => {
      const read = claimNumber.safeParse(one);
      return read.success ? [read.data] : [];
    }),
  ),
});

/**
 * "Mark as paid", for several: each its own reference (`reference-1000001`), else the beginning that they share with the
 * claim ID behind it; each in the version that was shown (`version-1000001`).
 */
export const payManyInput = z
  .looseObject({
    claims: numbersIn.pipe(z.array(claimNumber).min(1, "choose_claims")),
    beginning: line(60).default(""),
  })
  .transform(({ claims, beginning, ...fields }, ctx) =>
    claims.map((number) => {
      const field = `reference-${String(number)}`;
      const typed = z.string().catch("").parse(fields[field]).trim();
      const shared = beginning === "" ? "" : `${beginning}-${String(number)}`;
      const read = paymentReference.safeParse(typed === "" ? shared : typed);
      const { version } = reviewedClaim.shape;
      const seen = version.safeParse(fields[`version-${String(number)}`]);
      const wrong = read.error?.issues[0]?.message ?? (seen.success ? null : "claim_changed");
      if (wrong !== null) ctx.addIssue({ code: "custom", message: wrong, path: [field] });
      return { number, version: seen.data ?? 0, paymentReference: read.data ?? "" };
    }),
  );
export type PayMany = z.output<typeof payManyInput>;

export const queueStatuses = [
  "waiting",
  "mine",
  "submitted",
  "under_review",
  "disputed",
  "approved",
  "all",
] as const;
export type QueueStatus = (typeof queueStatuses)[number];
/** What was sent in can stand there; the first ones have a filter of their own. */
export const queueFilters = [
  ...queueStatuses,
  ...claimStatuses.filter(
    (status) =>
      status !== "editing" &&
      status !== "not_submitted_expired" &&
      !queueStatuses.some((one) => one === status),
  ),
] as const;
export type QueueFilter = (typeof queueFilters)[number];
export const queueSorts = ["age", "-age", "target", "-target", "deadline", "-deadline"] as const;

/** What the address of the queue says; anything that it does not understand is left out. */
export const queueQuery = z.object({
  /** K4: any of these; none: what waits for the programme. */
  status: several(queueFilters),
  sort: z.enum(queueSorts).catch("age"),
  q: searchText,
  engagement: z
    .string()
    .regex(/^[a-z0-9-]{1,200}$/)
    .nullable()
    .catch(null),
  partner: z.guid().nullable().catch(null),
  /** `over`: only what took longer than the programme means to take. */
  target: z.enum(["", "over"]).catch(""),
  after: afterText,
  ...listLook,
});
export type QueueQuery = z.output<typeof queueQuery>;

/** "Next claim": from the queue as it is looked at; from elsewhere, the oldest of all. */
export const nextInput = queueQuery.pick({
  ...{ q: true, sort: true, engagement: true, partner: true, target: true },
});
export type NextInput = z.output<typeof nextInput>;
