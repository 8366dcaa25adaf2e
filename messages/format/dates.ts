import type { Locale } from "..";
import { kept, regionOf } from "./made";

/** `short` in tables, `plain` in sentences and facts, `full` in letters and on public pages. */
const lengths = {
  short: { day: "numeric", month: "short", year: "numeric" },
  plain: { day: "numeric", month: "long", year: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type Length = keyof typeof lengths;

/** A calendar day: an instant in a zone, or YYYY-MM-DD, which is the same day everywhere. */
export type Day = string | { at: Date; zone: string };

const dayFormats = {
  short: kept((locale, timeZone) => formatOf(locale, { ...lengths.short, timeZone })),
  plain: kept((locale, timeZone) => formatOf(locale, { ...lengths.plain, timeZone })),
  full: kept((locale, timeZone) => formatOf(locale, { ...lengths.full, timeZone })),
};
const months = kept((locale) =>
  formatOf(locale, { month: "long", year: "numeric", timeZone: "UTC" }),
);
const clocks = kept((locale, timeZone) =>
  formatOf(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
);
const zones = {
  short: kept((locale, timeZone) => formatOf(locale, { timeZone, timeZoneName: "short" })),
  longGeneric: kept((locale, timeZone) =>
    formatOf(locale, { timeZone, timeZoneName: "longGeneric" }),
  ),
  shortOffset: kept((locale, timeZone) =>
    formatOf(locale, { timeZone, timeZoneName: "shortOffset" }),
  ),
};

/** "10 Apr 2026", "10 April 2026", "Friday 10 April 2026". */
export function dayWords(locale: Locale, day: Day, length: Length = "plain"): string {
  const [at, zone] =
    typeof day === "string"
      ? [new Date(`${day.slice(0, 10)}T00:00:00Z`), "UTC"]
      : [day.at, day.zone];
  return dayFormats[length](locale, zone).format(at).replace(",", "");
}

/** The days from the first to the last; one day when they are the same or there is no last. */
export function daysWords(locale: Locale, from: string, until: string | null): string {
  const first = dayWords(locale, from);
  return until === null || until === from ? first : `${first} – ${dayWords(locale, until)}`;
}

/** "April 2026" of YYYY-MM-DD or YYYY-MM. */
export function monthWords(locale: Locale, month: string): string {
  return months(locale).format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));
}

/**
 * An instant with its clock and its zone, which is always said: "10 Apr 2026, 15:04 CEST", in full
 * "Friday 10 April 2026, 15:04 (Central European Time, UTC+2)".
 * @param zone IANA time zone
 */
export function instantWords(
  locale: Locale,
  at: Date,
  zone: string,
  length: Length = "plain",
): string {
  const day = dayWords(locale, { at, zone }, length);
  if (length !== "full") return `${day}, ${clockWords(locale, at, zone)}`;
  const oClock = locale === "nl" ? " uur" : "";
  return `${day}, ${clocks(locale, zone).format(at)}${oClock} (${zoneWords(locale, at, zone)})`;
}

/** The clock alone, with its zone: "15:04 CEST". */
export function clockWords(locale: Locale, at: Date, zone: string): string {
  return `${clocks(locale, zone).format(at)} ${zoneCode(locale, at, zone)}`;
}

/** A time zone as people call it: "Central European Time, UTC+2". */
export function zoneWords(locale: Locale, at: Date, zone: string): string {
  if (isUtc(zone)) return "UTC";
  const offset = zoneName(zones.shortOffset(locale, zone), at).replace("GMT", "UTC");
  return `${zoneName(zones.longGeneric(locale, zone), at)}, ${offset}`;
}

/** The last moment before a deadline (the first instant that is too late, D9): its day, 23:59. */
export function lastMoment(due: Date): Date {
  return new Date(due.getTime() - 1);
}

/** "CET", "UTC-5". */
function zoneCode(locale: Locale, at: Date, zone: string): string {
  if (isUtc(zone)) return "UTC";
  return zoneName(zones.short(locale, zone), at).replace(/^GMT(?=.)/, "UTC");
}

function isUtc(zone: string): boolean {
  return zone === "UTC" || zone === "Etc/UTC";
}

function zoneName(format: Intl.DateTimeFormat, at: Date): string {
  return format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

function formatOf(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(regionOf(locale), options);
}
