import { z } from "zod";
import { revision } from "../../input";

const none = z.literal("").transform(() => null);

/** U12, U13: how a company wants its people to sign in. */
export const signInRuleInput = z.object({
  at: z
    .literal("")
    .transform(() => undefined)
    .or(z.guid("not_found"))
    .optional(),
  provider: none.or(z.string().max(100)).default(null),
  /** Of Microsoft: the tenant that is the company's own. */
  tenant: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .literal("")
        .transform(() => null)
        .or(z.guid("entra_tenant")),
    )
    .default(null),
  breakGlass: none.or(z.guid("break_glass_needed")).default(null),
  factor: z.enum(["yes", "no"], "required"),
  revision,
});
export type SignInRuleInput = z.output<typeof signInRuleInput>;
