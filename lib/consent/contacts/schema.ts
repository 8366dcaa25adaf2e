import { z } from "zod";

/** The programme's word about a contact outside of the tenant's domains, as posted (D19). */
export const decideContactInput = z
  .object({
    release: z.guid("not_found"),
    decision: z.enum(["released", "refused"], { error: "choose_one" }),
    note: z
      .string()
      .default("")
      .transform((text) => text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}/gu, ""))
      .pipe(z.string().trim().max(2_000)),
  })
  .refine(({ decision, note }) => decision === "released" || note !== "", {
    path: ["note"],
    error: "required_refusal_note",
  });
export type DecideContactInput = z.output<typeof decideContactInput>;
