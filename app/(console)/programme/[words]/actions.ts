"use server";
import { addWord } from "@/lib/engagements/words/add-word";
import { changeWord } from "@/lib/engagements/words/change-word";
import { removeWord } from "@/lib/engagements/words/remove-word";
import { whichWord, wordInput } from "@/lib/engagements/words/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const list = ({ of }: { of?: FormValues[string] }) => `/programme/${text(of)}`;
const page = (values: { of?: FormValues[string]; key?: FormValues[string] }) =>
  `${list(values)}/${text(values.key)}`;

export const add = formAction({
  schema: wordInput,
  at: (values) => `${list(values)}/new`,
  run: async (ctx, input) => {
    await addWord(ctx, input);
    return `${list(input)}?done=added`;
  },
});

export const change = formAction({
  schema: wordInput,
  at: page,
  run: async (ctx, input) => {
    await changeWord(ctx, input);
    return `${list(input)}?done=saved`;
  },
});

export const remove = formAction({
  schema: whichWord,
  at: (values) => `${page(values)}/remove`,
  run: async (ctx, input) => {
    await removeWord(ctx, input);
    return `${list(input)}?done=removed`;
  },
});
