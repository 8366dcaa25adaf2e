"use server";
import { consentPath, customersPath } from "@/components/customers/wizard-paths";
import { resendConsent as resendConsentVerb } from "@/lib/consent/resend";
import { saveContact as saveContactVerb } from "@/lib/consent/save-contact";
import {
  contactInput,
  remindersInput,
  resendInput,
  sendInput,
  takeBackInput,
} from "@/lib/consent/schema";
import { sendConsent as sendConsentVerb } from "@/lib/consent/send";
import { setReminders as setRemindersVerb } from "@/lib/consent/set-reminders";
import { takeBackRequest } from "@/lib/consent/take-back";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => String(value ?? "");
/** The address of a screen of the wizard, from what its form sent. */
const at = (step: string) => (values: FormValues) =>
  consentPath(text(values.slug), text(values.association), step, { draft: text(values.draft) });
/** The page of a request that waits for its answer. */
const start = (values: FormValues) =>
  consentPath(text(values.slug), text(values.association), "start");

export const saveContact = formAction({
  schema: contactInput,
  at: (values) => at(values.step === "contact" ? "contact" : "start")(values),
  run: async (ctx, { slug, association, ...input }) => {
    await saveContactVerb(ctx, { ...input, associationId: association });
    return consentPath(slug, association, "review", { draft: input.draft });
  },
});

export const sendConsent = formAction({
  schema: sendInput,
  at: at("review"),
  run: async (ctx, { slug, draft }) => {
    await sendConsentVerb(ctx, { draftId: draft });
    return customersPath(slug, { done: draft, again: "" });
  },
});

export const resendConsent = formAction({
  schema: resendInput,
  at: start,
  run: async (ctx, { slug, association }) => {
    await resendConsentVerb(ctx, { associationId: association });
    return consentPath(slug, association, "start", { again: "sent" });
  },
});

export const takeBack = formAction({
  schema: takeBackInput,
  at: start,
  run: async (ctx, { slug, association, mail }) => {
    const { again } = await takeBackRequest(ctx, { associationId: association, emailId: mail });
    return consentPath(slug, association, "start", again ? { again: "back" } : {});
  },
});

export const setReminders = formAction({
  schema: remindersInput,
  at: start,
  run: async (ctx, { slug, association, reminders }) => {
    await setRemindersVerb(ctx, { associationId: association, on: reminders === "on" });
    return consentPath(slug, association, "start", { reminders });
  },
});
