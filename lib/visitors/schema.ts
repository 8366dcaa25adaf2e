import { z } from "zod";
import { line } from "../input";

const hidden = z.string().max(500).catch("").default("");

/** A person's whole name, as typed: of one word or many, in any script (D22). */
export const fullName = line(200)
  .refine((name) => /\p{L}/u.test(name), "name_needed")
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
