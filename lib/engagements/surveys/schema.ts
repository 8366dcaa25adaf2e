import { z } from "zod";

const localized = z.strictObject({ en: z.string().min(1), nl: z.string().min(1) });

/** The two answers of a question that takes yes or no. */
const yesNo: string[] = ["yes", "no"];

const question = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    kind: z.enum(["rating", "choice", "yes_no", "date", "text"]),
    label: localized,
    required: z.boolean(),
    options: z
      .array(z.object({ value: z.string().regex(/^[a-z0-9_]{1,40}$/), label: localized }))
      .min(2)
      .optional(),
    only_if: z
      .strictObject({ question: z.string(), values: z.array(z.string()).min(1) })
      .optional(),
  })
  .refine(({ kind, options }) => (kind === "choice") === (options !== undefined), {
    message: "a choice has options, and nothing else has",
  });

/** The questions of one survey: no two of one name, conditions on choices that come earlier (P15). */
export const survey = z.array(question).superRefine((questions, ctx) => {
  for (const [at, { id, only_if }] of questions.entries()) {
    const earlier = questions.slice(0, at);
    if (earlier.some((other) => other.id === id)) ctx.addIssue(`two questions are named ${id}`);
    if (!only_if) continue;
    const on = earlier.find((other) => other.id === only_if.question);
    const known = on?.options?.map(({ value }) => value) ?? (on?.kind === "yes_no" ? yesNo : []);
    const wrong = only_if.values.filter((value) => !known.includes(value));
    if (wrong.length > 0) ctx.addIssue(`${id} depends on no answer: ${wrong.join(", ")}`);
  }
});
