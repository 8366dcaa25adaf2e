"use server";
import { checkPath, claimActPath, claimPath, editPath } from "@/components/claims/claim-paths";
import { consentPath } from "@/components/customers/wizard-paths";
import { cancelClaim as cancelClaimVerb } from "@/lib/claims/cancel-claim";
import { disputeClaim as disputeClaimVerb } from "@/lib/claims/dispute-claim";
import { editClaim as editClaimVerb } from "@/lib/claims/edit-claim";
import { renewClaim as renewClaimVerb } from "@/lib/claims/renew-claim";
import {
  cancelInput,
  disputeInput,
  editInput,
  editParts,
  renewInput,
  submitInput,
} from "@/lib/claims/schema";
import { submitClaim as submitClaimVerb } from "@/lib/claims/submit-claim";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const number = (values: FormValues) => encodeURIComponent(String(values.number ?? ""));

export const editClaim = formAction({
  schema: editInput,
  at: (values) =>
    editPath(number(values), editParts.find((part) => part === values.part) ?? "name"),
  asks: { code: "survey_goes_out", at: (values) => checkPath(number(values)) },
  run: async (ctx, input) => {
    const { surveySent } = await editClaimVerb(ctx, input);
    if (input.part === "customer")
      return claimPath(input.number, { done: surveySent ? "contactAsked" : "contact" });
    return claimPath(input.number, {
      done: input.part === "partner" ? "partnerContact" : "edited",
    });
  },
});

export const submitClaim = formAction({
  schema: submitInput,
  at: (values) => claimActPath(number(values), "submit"),
  run: async (ctx, input) => {
    await submitClaimVerb(ctx, input);
    return claimPath(input.number, { done: "submitted" });
  },
});

export const cancelClaim = formAction({
  schema: cancelInput,
  at: (values) => claimActPath(number(values), "cancel"),
  run: async (ctx, input) => {
    await cancelClaimVerb(ctx, input);
    return claimPath(input.number, { done: "cancelled" });
  },
});

export const disputeClaim = formAction({
  schema: disputeInput,
  at: (values) => claimActPath(number(values), "dispute"),
  run: async (ctx, input) => {
    await disputeClaimVerb(ctx, input);
    return claimPath(input.number, { done: "disputed" });
  },
});

export const renewClaim = formAction({
  schema: renewInput,
  at: (values) => claimActPath(number(values), "renew"),
  run: async (ctx, input) => {
    const { associationId, slug } = await renewClaimVerb(ctx, input);
    return consentPath(slug, associationId, "start");
  },
});
