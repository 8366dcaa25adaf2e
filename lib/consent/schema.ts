import { z } from "zod";

const raw = z.string().max(2_000).catch("").default("");
const line = (max: number) => z.string().trim().max(max);

/** S50, S51: who is asked, and whom they can turn to at the partner; as typed. */
export const contactDraft = z.object({
  firstName: raw,
  lastName: raw,
  title: raw,
  email: raw,
  language: raw,
  partnerName: raw,
  partnerEmail: raw,
  partnerPhone: raw,
});
export type ContactDraft = z.infer<typeof contactDraft>;

/** The first screen of "Trigger customer consent", as it comes in. */
export const contactInput = contactDraft.extend({ draft: z.uuid() });
export type ContactInput = z.infer<typeof contactInput>;

/** A phone number as people write it. */
const phone = line(40).regex(/^$|^\+?[0-9][0-9 ()./-]{4,}$/, "invalid_phone");

/** The same, fit to be sent. */
export const contactFields = z.object({
  firstName: line(100).min(1, "required"),
  lastName: line(100).min(1, "required"),
  title: line(100).min(1, "required"),
  email: line(254).min(1, "required").pipe(z.email("invalid_email")),
  language: z.enum(["en", "nl"], { error: "required_language" }),
  partnerName: line(200).min(1, "required"),
  partnerEmail: line(254).min(1, "required").pipe(z.email("invalid_email")),
  partnerPhone: phone,
});

/** The last screen: which draft is sent. */
export const sendInput = z.object({ draft: z.uuid() });

/** The page of a request that waits for its answer. */
export const resendInput = z.object({ association: z.uuid() });
export const remindersInput = z.object({
  association: z.uuid(),
  reminders: z.enum(["on", "off"]),
});
