"use server";
import { decideContact } from "@/lib/consent/contacts/decide-contact";
import { decideContactInput } from "@/lib/consent/contacts/schema";
import { formAction } from "@/lib/web/action";

export const decide = formAction({
  schema: decideContactInput,
  at: (values) => `/programme/contacts/${encodeURIComponent(String(values.release ?? ""))}`,
  run: async (ctx, input) => {
    await decideContact(ctx, input);
    return `/programme/contacts?done=${input.decision}&again=`;
  },
});
