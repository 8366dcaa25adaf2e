import type { Look } from "@/lib/installation";
import { translator, type ErrorCode, type Locale } from "@/messages";
import { dayWords, instantWords } from "@/messages/format/dates";
import { countryWords } from "@/messages/format/names";
import type { FormError } from "./form-state";

/**
 * The words of one refusal in a language: `errorWords("nl", { field: "email", code: "required" })`.
 * What stands at a country is one. A day or an instant of ISO 8601 among its values is written as people read it.
 * @param look the programme's words, and where instants are told
 */
export function errorWords(
  locale: Locale,
  error: Pick<FormError, "field" | "params"> & { code: ErrorCode },
  {
    timeZone = "UTC",
    locationIdName = "",
  }: Partial<Pick<Look, "timeZone" | "locationIdName">> = {},
): FormError {
  const told: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(error.params ?? {}))
    told[name] =
      error.field === "country"
        ? countryWords(locale, String(value))
        : readable(locale, value, timeZone);
  return { ...error, message: translator(locale, "errors", { locationIdName })(error.code, told) };
}

function readable(locale: Locale, value: string | number, zone: string): string | number {
  if (typeof value === "number") return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayWords(locale, value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
    ? instantWords(locale, new Date(value), zone)
    : value;
}
