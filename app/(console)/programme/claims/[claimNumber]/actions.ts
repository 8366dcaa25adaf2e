"use server";
import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { commentInput } from "@/lib/claims/comments/schema";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { askAction } from "@/lib/claims/review/ask-action";
import { handOverReview } from "@/lib/claims/review/hand-over-review";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { rejectClaim } from "@/lib/claims/review/reject-claim";
import { returnPayment } from "@/lib/claims/review/return-payment";
import { rejectFinally as rejectFinallyVerb } from "@/lib/claims/review/reject-finally";
import {
  approveInput,
  handOverInput,
  payInput,
  reasonedInput,
  returnInput,
  reviewedClaim,
} from "@/lib/claims/review/schema";
import { startReview } from "@/lib/claims/review/start-review";
import { takeOverReview } from "@/lib/claims/review/take-over-review";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

/** The page of a claim; with the form of a decision when there was one. */
const page = (claimNumber: string | number, query: Record<string, string> = {}) => {
  const search = new URLSearchParams(query).toString();
  return `/programme/claims/${claimNumber}${search && `?${search}`}`;
};
const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const at =
  (query: Record<string, string> = {}) =>
  (values: FormValues) =>
    page(text(values.claimNumber), query);

export const start = formAction({
  schema: reviewedClaim,
  at: at(),
  run: async (ctx, { claimNumber: number, version }) => {
    await startReview(ctx, { number, version });
    return page(number, { done: "under_review" });
  },
});

export const takeOver = formAction({
  schema: reviewedClaim,
  at: at(),
  run: async (ctx, { claimNumber: number, version }) => {
    await takeOverReview(ctx, { number, version });
    return page(number);
  },
});

export const handOver = formAction({
  schema: handOverInput,
  at: at({ do: "handOver" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await handOverReview(ctx, { number, ...input });
    return "/programme/claims?done=handed";
  },
});

export const ask = formAction({
  schema: reasonedInput,
  at: at({ do: "ask" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await askAction(ctx, { number, ...input });
    return page(number, { done: "action_required" });
  },
});

export const approve = formAction({
  schema: approveInput,
  at: at({ do: "approve" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await approveClaim(ctx, { number, ...input });
    return page(number, { done: "approved" });
  },
});

export const reject = formAction({
  schema: reasonedInput,
  at: at({ do: "reject" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await rejectClaim(ctx, { number, ...input });
    return page(number, { done: "rejected" });
  },
});

export const rejectFinally = formAction({
  schema: reasonedInput,
  at: at({ do: "rejectFinally" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await rejectFinallyVerb(ctx, { number, ...input });
    return page(number, { done: "rejected_final" });
  },
});

export const pay = formAction({
  schema: payInput,
  at: at({ do: "pay" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await payClaim(ctx, { number, ...input });
    return page(number, { done: "paid" });
  },
});

export const paymentReturned = formAction({
  schema: returnInput,
  at: at({ do: "paymentReturned" }),
  run: async (ctx, { claimNumber: number, ...input }) => {
    await returnPayment(ctx, { number, ...input });
    return page(number, { returned: "1" });
  },
});

/** W10: the programme's words to the partner. */
export const reply = formAction({
  schema: commentInput,
  at: (values) =>
    page(text(values.claimNumber), values.parent ? { reply: String(values.parent) } : {}),
  run: async (ctx, { claimNumber: number, parent, body }) => {
    await commentClaim(ctx, { number, parent, body });
    return `${page(number, { said: "1" })}#comments`;
  },
});
