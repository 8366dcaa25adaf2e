import { z } from "zod";
import { oneOrMore } from "../../input";

/** A round as a page showed it, and who had it then: "<round>:<person>", with nobody behind the colon for nobody. */
const shown = z
  .string()
  .max(100)
  .transform((text, context) => {
    const [id, seen = ""] = text.split(":");
    const read = z.object({ id: z.guid(), seen: z.guid().nullable() });
    const found = read.safeParse({ id, seen: seen === "" ? null : seen });
    if (found.success) return found.data;
    context.addIssue({ code: "custom", message: "not_found" });
    return z.NEVER;
  });

/** K6: which rounds are given to whom. */
export const giveInput = z.object({
  /** The customer on whose page the form stands. */
  customer: z.guid(),
  rounds: oneOrMore.prefault([]).pipe(z.array(shown).min(1, "required_rounds").max(200)),
  owner: z.guid("required_owner"),
});
export type GiveInput = z.output<typeof giveInput>;
