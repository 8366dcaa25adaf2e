import type { z } from "zod";
import { fieldErrors } from "@/lib/errors";
import type { Locale } from "@/messages";
import type { FormError } from "./form-state";
import { errorWords } from "./form-words";

/** What zod found wrong, in the user's words, one for each field. */
export function issuesOf(
  error: z.ZodError,
  locale: Locale,
  look?: Parameters<typeof errorWords>[2],
): FormError[] {
  return fieldErrors(error).map(({ field, ...rest }) =>
    errorWords(locale, { field: field === "" ? null : field, ...rest }, look),
  );
}
