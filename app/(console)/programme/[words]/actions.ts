"use server";
import { addWord } from "@/lib/engagements/words/add-word";
import { changeWord } from "@/lib/engagements/words/change-word";
import { agreeCountries } from "@/lib/engagements/words/agree-countries";
import { removeWord } from "@/lib/engagements/words/remove-word";
import { removeWordInput, whichProposal, wordInput } from "@/lib/engagements/words/schema";
import { withdrawCountries } from "@/lib/engagements/words/withdraw-countries";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const list = ({ of }: { of?: FormValues[string] }) => `/programme/${text(of)}`;
const page = (values: { of?: FormValues[string]; key?: FormValues[string] }) =>
  `${list(values)}/${text(values.key)}`;

export const add = formAction({
  schema: wordInput,
  at: (values) => `${list(values)}/new`,
  run: async (ctx, input) => `${list(input)}?done=${await addWord(ctx, input)}`,
});

export const change = formAction({
  schema: wordInput,
  at: page,
  run: async (ctx, input) => `${list(input)}?done=${await changeWord(ctx, input)}`,
});

export const remove = formAction({
  schema: removeWordInput,
  at: (values) => `${page(values)}/remove`,
  run: async (ctx, input) => {
    await removeWord(ctx, input);
    return `${list(input)}?done=removed`;
  },
});

const band = ({ key }: { key?: FormValues[string] }) => page({ of: "market-bands", key });

export const agree = formAction({
  schema: whichProposal,
  at: band,
  run: async (ctx, input) => {
    await agreeCountries(ctx, input);
    return `${list({ of: "market-bands" })}?done=saved`;
  },
});

export const withdraw = formAction({
  schema: whichProposal,
  at: band,
  run: async (ctx, input) => {
    await withdrawCountries(ctx, input);
    return `${list({ of: "market-bands" })}?done=withdrawn`;
  },
});
