"use server";
import { decideEnrolment } from "@/lib/partners/enrolment/decide-enrolment";
import { decideInput } from "@/lib/partners/enrolment/schema";
import { decidePayee } from "@/lib/partners/payee/decide-payee";
import { decidePayeeInput } from "@/lib/partners/payee/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/programme/enrolments/${encodeURIComponent(String(values.location ?? ""))}`;

export const decide = formAction({
  schema: decideInput,
  at: page,
  run: async (ctx, input) => {
    await decideEnrolment(ctx, input);
    return `${page({ location: input.location })}?done=moved`;
  },
});

export const decideProfile = formAction({
  schema: decidePayeeInput,
  at: page,
  run: async (ctx, input) => {
    await decidePayee(ctx, input);
    return `${page({ location: input.location })}?done=${input.decision}`;
  },
});
