"use server";
import { payClaims } from "@/lib/claims/review/pay-claims";
import { payManyInput } from "@/lib/claims/review/schema";
import { formAction } from "@/lib/web/action";

const page = (numbers: readonly (string | number)[]) => {
  const search = new URLSearchParams(numbers.map((number) => ["claim", String(number)]));
  return `/programme/claims/pay?${search.toString()}`;
};

export const pay = formAction({
  schema: payManyInput,
  at: ({ chosen = [] }) => page([chosen].flat()),
  run: async (ctx, claims) => {
    await payClaims(ctx, claims);
    return `${page(claims.map(({ number }) => number))}&done=paid`;
  },
});
