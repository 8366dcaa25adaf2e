import type { z } from "zod";
import type { Locale } from "@/messages";
import type { FormError } from "./form-state";
import { errorWords } from "./form-words";

/**
 * What zod found wrong, in the user's words, one for each field. A schema names the code of
 * errors.json as its message (`z.string().min(1, "required")`); else the kind of issue decides.
 */
export function issuesOf(error: z.ZodError, locale: Locale): FormError[] {
  const found = new Map<string, FormError>();
  for (const issue of error.issues) {
    const field = typeof issue.path[0] === "string" ? issue.path[0] : null;
    if (found.has(field ?? "")) continue;
    found.set(field ?? "", errorWords(locale, { field, ...codeOf(issue) }));
  }
  return [...found.values()];
}

function codeOf(issue: z.core.$ZodIssue): Pick<FormError, "code" | "params"> {
  if (issue.code === "too_big") return { code: "too_long", params: { max: Number(issue.maximum) } };
  if (/^[a-z][a-z0-9_]*$/.test(issue.message)) return { code: issue.message };
  return { code: "required" };
}
