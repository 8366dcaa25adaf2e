"use server";
import { changeView } from "@/lib/people/saved-views/change-view";
import { keepView } from "@/lib/people/saved-views/keep-view";
import { removeView } from "@/lib/people/saved-views/remove-view";
import {
  changeInput,
  hrefOf,
  keepInput,
  removeInput,
  type ViewOf,
} from "@/lib/people/saved-views/schema";
import { formAction } from "@/lib/web/action";
import type { FormState } from "@/lib/web/form-state";

const viewsOf = (of: string) => `/views?${new URLSearchParams({ of }).toString()}`;
const at = ({ of }: FormState["values"]) => viewsOf(typeof of === "string" ? of : "");
const backTo = (of: ViewOf) => viewsOf(hrefOf(of));

export const keep = formAction({
  schema: keepInput,
  at,
  run: async (ctx, input) => {
    await keepView(ctx, input);
    return hrefOf(input.of);
  },
});

export const change = formAction({
  schema: changeInput,
  at,
  run: async (ctx, input) => {
    await changeView(ctx, input);
    return backTo(input.of);
  },
});

export const remove = formAction({
  schema: removeInput,
  at,
  run: async (ctx, input) => {
    const gone = await removeView(ctx, input);
    return `${backTo(input.of)}&done=${gone}`;
  },
});
