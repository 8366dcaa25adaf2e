import { z } from "zod";

const hidden = z.string().max(500).catch("").default("");

/** What a person typed, without the control characters that no text holds. */
export const typedText = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/(?![\t\n\r])\p{Cc}/gu, ""))
    .pipe(z.string().trim().max(max));

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

/** The number of a request, as typed; only its digits matter. */
export const numberInput = z
  .string()
  .max(100)
  .transform((text) => text.replace(/\D+/g, ""))
  .pipe(z.string().regex(/^\d{16}$/));

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
