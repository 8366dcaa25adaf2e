import { z } from "zod";

/** What somebody wrote about a claim; `parent` is the comment that it answers (W10). */
export const commentInput = z.object({
  claimNumber: z
    .string()
    .regex(/^[1-9]\d{6}$/, "not_found")
    .transform(Number),
  parent: z.guid().nullable().catch(null).default(null),
  body: z
    .string()
    .default("")
    .transform((text) => text.replace(/(?![\t\n\r])\p{Cc}/gu, ""))
    .pipe(z.string().trim().min(1, "required_comment").max(4_000)),
});
