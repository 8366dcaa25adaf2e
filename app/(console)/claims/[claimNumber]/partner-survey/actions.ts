"use server";
import { fillSurvey as fillSurveyVerb } from "@/lib/claims/surveys/fill-survey";
import { resendSurvey as resendSurveyVerb } from "@/lib/claims/surveys/resend-survey";
import { colleagueInput, customerInput, fillInput, resendInput } from "@/lib/claims/surveys/schema";
import { sendSurvey } from "@/lib/claims/surveys/send-survey";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

/** The claim's page, at its surveys; `survey` says there what was done. */
const claimPath = (number: unknown, survey?: string) =>
  `/claims/${String(number)}${survey ? `?survey=${survey}` : ""}#surveys`;
const claim = (values: FormValues) => `/claims/${String(values.number)}`;

export const sendCustomerSurvey = formAction({
  schema: customerInput,
  at: (values) => `${claim(values)}/customer-survey`,
  run: async (ctx, input) => {
    await sendSurvey(ctx, { kind: "customer", ...input });
    return claimPath(input.number, "customer");
  },
});

export const resendSurvey = formAction({
  schema: resendInput,
  at: (values) => (values.kind === "customer" ? `${claim(values)}/customer-survey` : claim(values)),
  run: async (ctx, input) => {
    await resendSurveyVerb(ctx, input);
    return claimPath(input.number, input.kind);
  },
});

export const sendToColleague = formAction({
  schema: colleagueInput,
  at: (values) => `${claim(values)}/partner-survey/colleague`,
  run: async (ctx, input) => {
    await sendSurvey(ctx, { kind: "partner", ...input });
    return claimPath(input.number, "partner");
  },
});

export const fillSurvey = formAction({
  schema: fillInput,
  at: (values) => `${claim(values)}/partner-survey`,
  run: async (ctx, { number, ...typed }) => {
    await fillSurveyVerb(ctx, { number, typed });
    return claimPath(number, "filled");
  },
});
