import { translator, type ErrorCode, type Locale } from "@/messages";
import type { FormError } from "./form-state";

/** The words of one refusal in a language: `errorWords("nl", { field: "email", code: "required" })`. */
export function errorWords(
  locale: Locale,
  error: Pick<FormError, "field" | "params"> & { code: ErrorCode },
): FormError {
  return { ...error, message: translator(locale, "errors")(error.code, error.params) };
}
