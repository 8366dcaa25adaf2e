"use server";
import { customerPath } from "@/components/customers/customer-path";
import { giveRounds as giveRoundsVerb } from "@/lib/customers/owners/give-rounds";
import { giveInput } from "@/lib/customers/owners/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const at = ({ customer }: FormValues) => customerPath(encodeURIComponent(String(customer ?? "")));

/** K6: rounds with a customer go to a colleague. */
export const giveRounds = formAction({
  schema: giveInput,
  at,
  run: async (ctx, { customer, ...input }) => {
    await giveRoundsVerb(ctx, input);
    return `${customerPath(customer)}#owners`;
  },
});
