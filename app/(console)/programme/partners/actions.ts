"use server";
import { createPartner } from "@/lib/partners/create-partner";
import { partnerFields } from "@/lib/partners/schema";
import { formAction } from "@/lib/web/action";

export const create = formAction({
  schema: partnerFields,
  at: () => "/programme/partners/new",
  run: async (ctx, input) => `/programme/partners/${await createPartner(ctx, input)}?done=made`,
});
