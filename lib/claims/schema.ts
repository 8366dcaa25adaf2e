import { z } from "zod";
import { isCurrency } from "@/messages/format/money";
import { contactFields } from "../consent/schema";
import { claimNumber, line, optionalDay, paragraphs } from "../input";

export type { ClaimStatus } from "@/db/schema/states";

/** The parts of a claim that its partner edits, each a form of its own. */
export const editParts = ["name", "partner", "customer", "invoice"] as const;
export type EditPart = (typeof editParts)[number];

/** Which claim a form is about, and the version of it that the form showed. */
const about = { number: claimNumber, version: z.coerce.number().int() };

const optional = (max: number) =>
  line(max)
    .default("")
    .transform((text) => text || null);
/** An amount of money as people write it, in English or in Dutch: `1,234.50`, `1.234,50`, `1234.5`. */
const amount = z
  .string()
  .default("")
  .transform((text, issues) => {
    const plain = readAmount(text);
    if (plain === undefined) issues.addIssue({ code: "custom", message: "invalid_amount" });
    return plain ?? null;
  });

const currency = z
  .string()
  .trim()
  .toUpperCase()
  .default("")
  .refine((code) => code === "" || isCurrency(code), "invalid_currency")
  .transform((code) => code || null);

/** Edits one part of a claim; what is left empty is taken away. */
export const editInput = z.discriminatedUnion("part", [
  z.object({ part: z.literal("name"), ...about, friendlyName: optional(100) }),
  z.object({
    part: z.literal("partner"),
    ...about,
    ...contactFields.pick({ partnerName: true, partnerEmail: true }).shape,
  }),
  z.object({
    part: z.literal("customer"),
    ...about,
    ...contactFields.pick({
      firstName: true,
      lastName: true,
      title: true,
      email: true,
      contactReason: true,
      language: true,
    }).shape,
    /** D20: the page has shown who gets the customer survey now. */
    confirmed: z.literal("yes").optional().transform(Boolean),
  }),
  z
    .object({
      part: z.literal("invoice"),
      ...about,
      invoiceNumber: optional(100),
      invoiceAmount: amount,
      invoiceCurrency: currency,
      workshopFrom: optionalDay,
      workshopUntil: optionalDay,
    })
    .refine((form) => form.invoiceAmount === null || form.invoiceCurrency !== null, {
      path: ["invoiceCurrency"],
      error: "required_currency",
    })
    .refine((form) => form.invoiceCurrency === null || form.invoiceAmount !== null, {
      path: ["invoiceAmount"],
      error: "required_amount",
    })
    .refine((form) => form.workshopFrom !== null || form.workshopUntil === null, {
      path: ["workshopFrom"],
      error: "required_workshop_from",
    }),
]);
export type EditInput = z.output<typeof editInput>;

/** "Submit claim", with a comment for the reviewer or none (W10). */
export const submitInput = z.object({
  ...about,
  comment: paragraphs(4_000).default(""),
  /** D26: the page has said that nothing changed. */
  confirmed: z.literal("yes").optional().transform(Boolean),
});
export const disputeInput = z.object({
  ...about,
  reason: paragraphs(4_000).pipe(z.string().min(1, "required_dispute_reason")),
});
export const cancelInput = z.object(about);
export const renewInput = z.object(about);

/** `1.234,50` is "1234.50"; null for nothing, undefined for what is no amount. */
export function readAmount(text: string): string | null | undefined {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "");
  if (bare === "") return null;
  const parts = /^(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(bare);
  const whole = parts?.[1];
  if (whole === undefined || new Set(whole.replace(/\d/g, "")).size > 1) return undefined;
  const [thousands] = whole.match(/[.,]/) ?? [];
  const decimal = /[.,](?=\d{1,2}$)/.exec(bare)?.[0];
  if (thousands !== undefined && thousands === decimal) return undefined;
  const digits = whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  return digits.length > 12 ? undefined : `${digits}.${(parts?.[2] ?? "").padEnd(2, "0")}`;
}

export { surveyRequirements } from "@/db/schema/states";
