import { z } from "zod";
import { asciiDomain } from "../../input";

/** A mail domain of a partner as typed: in either spelling, also as "@contoso.example" (D2, D19). */
const domain = z
  .string()
  .max(1_000)
  .default("")
  .transform((text) => text.trim().replace(/^@/, ""))
  .pipe(z.string().min(1, "required_domain"))
  .transform((text, context) => {
    const name = asciiDomain(text);
    if (name !== null) return name;
    context.addIssue({ code: "custom", message: "invalid_domain" });
    return z.NEVER;
  });

export const domainInput = z.object({ partner: z.guid("not_found"), domain });
export type DomainInput = z.output<typeof domainInput>;
