"use server";
import { nextInput } from "@/lib/claims/review/schema";
import { takeNext } from "@/lib/claims/review/take-next";
import { formAction } from "@/lib/web/action";

const at = () => "/programme/claims";

export const next = formAction({
  schema: nextInput,
  at,
  run: async (ctx, input) => {
    const number = await takeNext(ctx, input);
    return number === null
      ? "/programme/claims?done=none"
      : `/programme/claims/${number}?done=under_review`;
  },
});
