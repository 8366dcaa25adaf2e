"use server";
import { askPerson } from "@/lib/privacy/requests/ask-person";
import { askPersonInput } from "@/lib/privacy/requests/schema";
import { formAction } from "@/lib/web/action";

export const ask = formAction({
  schema: askPersonInput,
  at: () => "/programme/privacy",
  // Whose it is stands in no cookie while somebody proves who they are.
  secret: ["address"],
  run: async (ctx, input) => `/programme/privacy/${await askPerson(ctx, input)}`,
});
