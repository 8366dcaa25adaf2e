"use server";
import { z } from "zod";
import { countTyped } from "@/lib/eligibility/count-typed";
import { agreeVersion } from "@/lib/engagements/editing/agree-version";
import { changeListing } from "@/lib/engagements/editing/change-listing";
import { changeVersion } from "@/lib/engagements/editing/change-version";
import { createEngagement } from "@/lib/engagements/editing/create-engagement";
import { deleteDraft } from "@/lib/engagements/editing/delete-draft";
import { publishVersion } from "@/lib/engagements/editing/publish-version";
import {
  changeVersionInput,
  draftInput,
  listingInput,
  newEngagementInput,
  publishInput,
  withdrawInput,
} from "@/lib/engagements/editing/schema";
import { withdrawVersion } from "@/lib/engagements/editing/withdraw-version";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";
import { translator } from "@/messages";

const all = "/programme/catalogue";
const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const page = ({ slug }: { slug?: FormValues[string] }) => `${all}/${text(slug)}`;

export const create = formAction({
  schema: newEngagementInput,
  at: () => `${all}/new`,
  run: async (ctx, input) => {
    await createEngagement(ctx, input);
    return `${page(input)}?done=made`;
  },
});

export const list = formAction({
  schema: listingInput,
  at: (values) => `${page(values)}/listing`,
  run: async (ctx, input) => {
    await changeListing(ctx, input);
    return `${page(input)}?done=listed`;
  },
});

export const edit = formAction({
  schema: changeVersionInput.and(z.object({ go: z.enum(["save", "count"]).catch("save") })),
  at: (values) => `${page(values)}/edit/${text(values.part)}`,
  run: async (ctx, { go, ...input }) => {
    if (go === "count" && input.part === "customers") {
      const counts = await countTyped(ctx, input);
      const params = { ...counts, estimate: String(counts.estimate) };
      return (locale) => translator(locale, "programme")("catalogue.counts.typed", params);
    }
    await changeVersion(ctx, input);
    // Who edits the customers looks at what that changes (P11).
    return input.part === "customers"
      ? `${page(input)}/edit/customers`
      : `${page(input)}?done=saved`;
  },
});

export const publish = formAction({
  schema: publishInput,
  at: (values) => `${page(values)}/publish`,
  run: async (ctx, input) => `${page(input)}?done=${await publishVersion(ctx, input)}`,
});

export const agree = formAction({
  schema: draftInput,
  at: (values) => `${page(values)}/publish`,
  run: async (ctx, input) => {
    await agreeVersion(ctx, input);
    return `${page(input)}?done=agreed`;
  },
});

export const takeBack = formAction({
  schema: withdrawInput,
  at: (values) => `${page(values)}/withdraw`,
  run: async (ctx, input) => {
    await withdrawVersion(ctx, input);
    return `${page(input)}?done=withdrawn`;
  },
});

export const throwAway = formAction({
  schema: draftInput,
  at: (values) => `${page(values)}/publish`,
  run: async (ctx, input) =>
    (await deleteDraft(ctx, input)) ? `${page(input)}?done=deleted` : all,
});
