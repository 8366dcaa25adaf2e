import type { Locale } from "@/messages";

const locales: Record<Locale, string> = { en: "en-GB", nl: "nl-NL" };
const made = new Map<string, Intl.DateTimeFormat>();

/** A calendar day in words: Friday 10 April 2026. */
export function day(instant: Date, language: Locale, timeZone: string): string {
  return format(language, timeZone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  })
    .format(instant)
    .replace(",", "");
}

/** Hours and minutes: 23:59. */
export function time(instant: Date, language: Locale, timeZone: string): string {
  return format(language, timeZone, { hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** The name of a time zone, the same all year: Central European Time. */
export function zoneName(instant: Date, language: Locale, timeZone: string): string {
  const parts = format(language, timeZone, { timeZoneName: "longGeneric" }).formatToParts(instant);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** The last moment before a deadline, for people: its day and 23:59. */
export function lastMoment(due: Date): Date {
  return new Date(due.getTime() - 1);
}

function format(language: Locale, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${timeZone} ${Object.keys(options).join()}`;
  let formatter = made.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locales[language], { ...options, timeZone });
    made.set(key, formatter);
  }
  return formatter;
}
