"use server";
import { customerPath } from "@/components/customers/customer-path";
import { finishFollowUp as finishFollowUpVerb } from "@/lib/customers/follow-ups/finish-follow-up";
import { moveFollowUp as moveFollowUpVerb } from "@/lib/customers/follow-ups/move-follow-up";
import { reopenFollowUp as reopenFollowUpVerb } from "@/lib/customers/follow-ups/reopen-follow-up";
import { doneInput, followUpInput, moveInput } from "@/lib/customers/follow-ups/schema";
import { setFollowUp as setFollowUpVerb } from "@/lib/customers/follow-ups/set-follow-up";
import { noteInput } from "@/lib/customers/notes/schema";
import { writeNote as writeNoteVerb } from "@/lib/customers/notes/write-note";
import { giveRounds as giveRoundsVerb } from "@/lib/customers/owners/give-rounds";
import { giveInput } from "@/lib/customers/owners/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const at = ({ customer }: FormValues) => customerPath(encodeURIComponent(String(customer ?? "")));
const within = (query: string) => (values: FormValues) => `${at(values)}?${query}`;

/** K6: rounds with a customer go to a colleague. */
export const giveRounds = formAction({
  schema: giveInput,
  at: within("act=give"),
  run: async (ctx, { customer, ...input }) => {
    await giveRoundsVerb(ctx, input);
    return `${customerPath(customer)}#owners`;
  },
});

/** K6: a note about the customer, for colleagues alone. */
export const writeNote = formAction({
  schema: noteInput,
  at,
  run: async (ctx, input) => `${customerPath(await writeNoteVerb(ctx, input))}#notes`,
});

/** K6: something is to be done about the customer on a day. */
export const setFollowUp = formAction({
  schema: followUpInput,
  at: within("act=plan"),
  run: async (ctx, input) => `${customerPath(await setFollowUpVerb(ctx, input))}#follow-ups`,
});

export const finishFollowUp = formAction({
  schema: doneInput,
  at,
  run: async (ctx, { customer, ...input }) => {
    await finishFollowUpVerb(ctx, input);
    return `${customerPath(customer)}?done=${input.followUp}#follow-ups`;
  },
});

/** K12: the one that was just done is not. */
export const reopenFollowUp = formAction({
  schema: doneInput,
  at,
  run: async (ctx, { customer, ...input }) => {
    await reopenFollowUpVerb(ctx, input);
    return `${customerPath(customer)}#follow-ups`;
  },
});

export const moveFollowUp = formAction({
  schema: moveInput,
  at: (values) => within(`move=${encodeURIComponent(String(values.followUp ?? ""))}`)(values),
  run: async (ctx, { customer, ...input }) => {
    await moveFollowUpVerb(ctx, input);
    return `${customerPath(customer)}#follow-ups`;
  },
});
