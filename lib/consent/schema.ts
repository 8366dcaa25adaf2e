import { z } from "zod";
import { customerEmail } from "../tenants/schema";

const raw = z.string().max(2_000).catch("").default("");
const line = (max: number) => z.string().trim().max(max);

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
const phone = line(40).regex(/^$|^\+?[0-9][0-9 ()./-]{4,}$/, "invalid_phone");

/** The same, fit to be sent. */
export const contactFields = z.object({
  firstName: line(100).min(1, "required_first_name"),
  lastName: line(100).min(1, "required_last_name"),
  title: line(100).min(1, "required_title"),
  email: line(254).min(1, "required_customer_email").pipe(customerEmail),
  /** D19: why the address is at none of the customer's domains. */
  contactReason: line(500).default(""),
  language: z.enum(["en", "nl"], { error: "required_language" }),
  partnerName: line(200).min(1, "required_partner_name"),
  partnerEmail: line(254).min(1, "required_partner_email").pipe(customerEmail),
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

const hidden = z.string().max(500).catch("").default("");

/** What a person typed, without the control characters that no text holds. */
export const typedText = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/(?![\t\n\r])\p{Cc}/gu, ""))
    .pipe(line(max));

/** A person's whole name, as typed. */
export const fullName = typedText(200)
  .refine((name) => (name.match(/\p{L}/gu) ?? []).length >= 2, "name_needed")
  .prefault("");

/** What every form of a public page carries besides what people fill in (D10). */
export const human = {
  stamp: hidden,
  /** The trap: a field that people never see. */
  more: hidden,
};

/** The customer's answer, as posted (D10). */
export const answerInput = z.object({
  ...human,
  decision: z.enum(["accept", "decline"], { error: "choose_answer" }),
  fullName,
  reason: typedText(2_000).default(""),
});
export type AnswerInput = z.input<typeof answerInput>;

/** D14: a withdrawal, as posted. */
export const withdrawInput = z.object({ ...human, fullName });
export type WithdrawInput = z.input<typeof withdrawInput>;

/** "Not expected? Tell us", as posted: a few words, which a button pressed by a machine has not. */
export const reportInput = z.object({
  ...human,
  message: typedText(2_000).pipe(z.string().regex(/\p{L}/u, "message_needed")).prefault(""),
});
export type ReportInput = z.input<typeof reportInput>;

/** The code from the e-mail, as posted; spaces do not matter. */
export const codeInput = z.object({
  stamp: hidden,
  codeId: z.uuid("code_gone"),
  code: z
    .string()
    .default("")
    .transform((text) => text.replace(/\s+/g, ""))
    .pipe(z.string().regex(/^[0-9]{6}$/, "code_needed")),
});
export type CodeInput = z.input<typeof codeInput>;
