import { z } from "zod";
import { paragraphs } from "../../input";

/** The programme's word about a contact outside of the tenant's domains, as posted (D19). */
export const decideContactInput = z
  .object({
    release: z.guid("not_found"),
    decision: z.enum(["released", "refused"], { error: "choose_one" }),
    note: paragraphs(2_000).default(""),
  })
  .refine(({ decision, note }) => decision === "released" || note !== "", {
    path: ["note"],
    error: "required_refusal_note",
  });
export type DecideContactInput = z.output<typeof decideContactInput>;
