import { z } from "zod";
import { emailAddress, line, paragraphs } from "../input";
import { fullName, human } from "../visitors/schema";
import { locales } from "@/messages/languages";

const raw = z.string().max(2_000).catch("").default("");

/** S50, S51: who is asked, and whom they can turn to at the partner; as typed. */
export const contactDraft = z.object({
  firstName: raw,
  lastName: raw,
  title: raw,
  email: raw,
  contactReason: raw,
  language: raw,
  partnerName: raw,
  partnerEmail: raw,
  partnerPhone: raw,
});
export type ContactDraft = z.infer<typeof contactDraft>;

/** Which page a form stands on. */
const page = { slug: z.string().max(200), association: z.guid() };

/** The first screen of "Trigger customer consent", as it comes in. */
export const contactInput = contactDraft.extend({ ...page, draft: z.guid() });

/** A phone number as people write it. */
const phone = line(40).pipe(z.string().regex(/^$|^\+?[0-9][0-9 ()./-]{4,}$/, "invalid_phone"));

/** The same, fit to be sent. */
export const contactFields = z.object({
  firstName: line(100).pipe(z.string().min(1, "required_first_name")),
  /** D22: a name may have one word only. */
  lastName: line(100).default(""),
  title: line(100).pipe(z.string().min(1, "required_title")),
  email: emailAddress("required_customer_email"),
  /** D19: why the address is at none of the customer's domains. */
  contactReason: line(500).default(""),
  language: z.enum(locales, { error: "required_language" }),
  partnerName: line(200).pipe(z.string().min(1, "required_partner_name")),
  partnerEmail: emailAddress("required_partner_email"),
  partnerPhone: phone,
});

/** The last screen: which draft is sent. */
export const sendInput = z.object({ ...page, draft: z.guid() });

/** The page of a request that waits for its answer. */
export const resendInput = z.object(page);
export const remindersInput = z.object({
  ...page,
  reminders: z.enum(["on", "off"]),
});

/** K12: a request is taken back, by the e-mail that has not left. */
export const takeBackInput = z.object({ ...page, mail: z.guid("not_found") });

/** D29: the partner ends its own round. */
export const endRoundInput = z.object({
  ...page,
  reason: z.enum(["wrong_customer", "wrong_workshop"], { error: "choose_end_reason" }),
});

/** P18: the programme ends a round. */
export const stopRoundInput = z.object({
  partner: z.guid("not_found"),
  round: z.guid("not_found"),
  reason: z
    .string("required_stop_reason")
    .min(1, "required_stop_reason")
    .pipe(paragraphs(2_000))
    .refine((text) => text !== "", "required_stop_reason"),
});
export type StopRoundInput = z.output<typeof stopRoundInput>;

/** P25: the programme extends a round, of which the page showed this deadline. */
export const extendRoundInput = z.object({
  partner: z.guid("not_found"),
  round: z.guid("not_found"),
  seen: z.iso.datetime().catch(""),
  lastDay: z.iso.date("required_last_day"),
  reason: z
    .string("required_extension_reason")
    .pipe(paragraphs(2_000))
    .refine((text) => text !== "", "required_extension_reason"),
});
export type ExtendRoundInput = z.output<typeof extendRoundInput>;

/** The customer's answer, as posted (D10). */
export const answerInput = z.object({
  ...human,
  decision: z.enum(["accept", "decline"], { error: "choose_answer" }),
  fullName,
  reason: paragraphs(2_000).default(""),
});
export type AnswerInput = z.input<typeof answerInput>;

/** D14: a withdrawal, as posted. */
export const withdrawInput = z.object({ ...human, fullName });
export type WithdrawInput = z.input<typeof withdrawInput>;

/** "Not expected? Tell us", as posted: a few words, which a button pressed by a machine has not. */
export const reportInput = z.object({
  ...human,
  message: paragraphs(2_000).pipe(z.string().regex(/\p{L}/u, "message_needed")).prefault(""),
});
/** D30: "I am not the right person", as posted: something is chosen, which a machine that presses buttons does not. */
export const wrongContactInput = z.object({
  ...human,
  why: z.enum(["colleague", "elsewhere"], { error: "choose_why" }),
  colleague: line(200).default(""),
});
export type WrongContactInput = z.input<typeof wrongContactInput>;
export type ReportInput = z.input<typeof reportInput>;
