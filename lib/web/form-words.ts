import { isErrorCode, translator, type Locale } from "@/messages";
import type { FormError } from "./form-state";

/**
 * The words of one refusal in a language: `errorWords("nl", { field: "email", code: "required" })`.
 * A code without words of its own gets the general ones.
 */
export function errorWords(locale: Locale, error: Omit<FormError, "message">): FormError {
  const t = translator(locale, "errors");
  const message = isErrorCode(error.code) ? t(error.code, error.params) : t("unknown");
  return { ...error, message };
}
