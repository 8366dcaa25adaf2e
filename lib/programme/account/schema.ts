import { z } from "zod";
import { namedLine, revision } from "../../input";
import { readIban } from "../../partners/payee/rules";

/** From which account the programme pays (P30), as typed. */
export const accountInput = z.object({
  /** Which version was on the page; 0: there was none. */
  revision,
  accountName: namedLine(70),
  iban: z
    .string()
    .max(100)
    .default("")
    .transform((typed, context) => {
      const read = readIban(typed);
      if (read !== null) return read;
      const message = typed.trim() === "" ? "required_iban" : "invalid_iban";
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
  bic: z
    .string()
    .max(20)
    .default("")
    .transform((typed) => typed.replace(/\s/g, "").toUpperCase())
    .pipe(z.string().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/, "invalid_bic")),
});
export type AccountInput = z.output<typeof accountInput>;
