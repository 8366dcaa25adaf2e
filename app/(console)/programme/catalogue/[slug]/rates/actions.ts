"use server";
import { addRate } from "@/lib/engagements/rates/add-rate";
import { agreeRate } from "@/lib/engagements/rates/agree-rate";
import { keepRate } from "@/lib/engagements/rates/keep-rate";
import { removeRate } from "@/lib/engagements/rates/remove-rate";
import { rateInput, whichRate } from "@/lib/engagements/rates/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = ({ slug }: FormValues) =>
  `/programme/catalogue/${encodeURIComponent(String(slug ?? ""))}/rates`;

export const add = formAction({
  schema: rateInput,
  at: page,
  run: async (ctx, input) => `${page({ slug: input.slug })}?done=${await addRate(ctx, input)}`,
});

export const agree = formAction({
  schema: whichRate,
  at: page,
  run: async (ctx, input) => {
    await agreeRate(ctx, input);
    return `${page({ slug: input.slug })}?done=agreed`;
  },
});

export const remove = formAction({
  schema: whichRate,
  at: page,
  run: async (ctx, input) => `${page({ slug: input.slug })}?done=${await removeRate(ctx, input)}`,
});

export const keep = formAction({
  schema: whichRate,
  at: page,
  run: async (ctx, input) => {
    await keepRate(ctx, input);
    return `${page({ slug: input.slug })}?done=kept`;
  },
});
