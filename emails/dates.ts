import { wordsOf, type Locale } from "./words";

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant in full words, with time and zone: "Friday 3 October 2025, 23:59 (time zone
 * Europe/Amsterdam, UTC+2)".
 * @param iso an instant of ISO 8601
 * @param timeZone IANA time zone of the location
 */
export function instantWords(locale: Locale, iso: string, timeZone: string): string {
  return words(locale, Date.parse(iso), timeZone);
}

/** A deadline (the first instant that is too late, D9) as its last minute, with time and zone. */
export function deadlineWords(locale: Locale, iso: string, timeZone: string): string {
  return words(locale, Date.parse(iso) - 60_000, timeZone);
}

function words(locale: Locale, at: number, timeZone: string): string {
  const parts = new Map(
    formatOf(locale, timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  return wordsOf(locale)("instant", {
    date: `${part("weekday")} ${part("day")} ${part("month")} ${part("year")}`,
    time: `${part("hour")}${locale === "nl" ? "." : ":"}${part("minute")}`,
    zone: timeZone,
    offset: part("timeZoneName").replace("GMT", "UTC"),
  });
}

function formatOf(locale: Locale, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "nl-NL", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
      timeZoneName: "shortOffset",
    });
    formats.set(key, format);
  }
  return format;
}
