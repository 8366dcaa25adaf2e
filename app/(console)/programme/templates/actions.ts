"use server";
import { removeTemplate } from "@/lib/engagements/templates/remove-template";
import { whichTemplate } from "@/lib/engagements/templates/schema";
import { formAction } from "@/lib/web/action";

const page = "/programme/templates";

export const remove = formAction({
  schema: whichTemplate,
  at: () => page,
  run: async (ctx, input) => {
    await removeTemplate(ctx, input);
    return `${page}?done=removed`;
  },
});
