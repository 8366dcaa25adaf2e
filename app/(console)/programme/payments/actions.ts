"use server";
import { z } from "zod";
import { cancelRun } from "@/lib/payments/cancel-run";
import { freezeRun } from "@/lib/payments/freeze-run";
import { gatherAgain } from "@/lib/payments/gather-again";
import { moveClaims } from "@/lib/payments/move-claims";
import { openRun } from "@/lib/payments/open-run";
import { giveResult } from "@/lib/payments/results/give-result";
import { takeResults } from "@/lib/payments/results/take-results";
import { claimsInput, resultInput, resultsInput, runInput } from "@/lib/payments/schema";
import { formAction } from "@/lib/web/action";
import type { FormState, FormValues } from "@/lib/web/form-state";
import { withFile } from "@/lib/web/lines-of-file";

const list = "/programme/payments";
const page = (values: FormValues) => `${list}/${encodeURIComponent(String(values.run ?? ""))}`;
const done = (run: string, what: string) => `${page({ run })}?done=${what}`;

export const open = formAction({
  schema: z.object({}),
  at: () => list,
  run: async (ctx) => page({ run: await openRun(ctx) }),
});

export const gather = formAction({
  schema: runInput,
  at: page,
  run: async (ctx, input) => {
    await gatherAgain(ctx, input);
    return done(input.run, "gathered");
  },
});

export const move = formAction({
  schema: claimsInput,
  at: page,
  run: async (ctx, input) => {
    await moveClaims(ctx, input);
    return done(input.run, input.to);
  },
});

export const freeze = formAction({
  schema: runInput,
  at: page,
  run: async (ctx, input) => {
    await freezeRun(ctx, input);
    return done(input.run, "frozen");
  },
});

export const cancel = formAction({
  schema: runInput,
  at: page,
  run: async (ctx, input) => {
    await cancelRun(ctx, input);
    return done(input.run, "cancelled");
  },
});

export const result = formAction({
  schema: resultInput,
  at: (values) => `${page(values)}/results/${encodeURIComponent(String(values.payment ?? ""))}`,
  run: async (ctx, input) => {
    await giveResult(ctx, input);
    return `${done(input.run, "result")}&again=${input.payment}`;
  },
});

const takeAll = formAction({
  schema: resultsInput,
  at: page,
  secret: ["file"],
  run: async (ctx, input) => {
    const { changed, same } = await takeResults(ctx, input);
    return `${done(input.run, "results")}&changed=${String(changed)}&same=${String(same)}`;
  },
});

/** The file of the form is its field `file`. */
export async function results(state: FormState, data: FormData): Promise<FormState> {
  return takeAll(state, await withFile(data, "file"));
}
