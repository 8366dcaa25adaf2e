import { instantWords as words, lastMoment } from "@/messages/format/dates";
import type { Locale } from "./words";

/**
 * An instant in full words, with time and zone.
 * @param iso an instant of ISO 8601
 * @param timeZone IANA time zone of the location
 */
export function instantWords(locale: Locale, iso: string, timeZone: string): string {
  return words(locale, new Date(iso), timeZone, "full");
}

/** A deadline (the first instant that is too late, D9) as its last minute, with time and zone. */
export function deadlineWords(locale: Locale, iso: string, timeZone: string): string {
  return words(locale, lastMoment(new Date(iso)), timeZone, "full");
}
