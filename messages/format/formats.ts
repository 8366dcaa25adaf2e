import type { Locale } from "..";
import {
  clockWords,
  dayWords,
  daysWords,
  instantWords,
  monthWords,
  zoneWords,
  type Day,
} from "./dates";
import { moneyWords, type Money, type Written } from "./money";
import { allWords, anyWords, countryWords } from "./names";
import { countWords, pointWords, shareWords, sizeWords } from "./numbers";
import { perLocale } from "../languages";

/** Everything that a page formats, in the reader's language: `formats(useLocale()).day("2026-03-31")`. */
export function formats(locale: Locale): Formats {
  return made[locale];
}

export type Formats = ReturnType<typeof bound>;

function bound(locale: Locale) {
  return {
    /** 31 March 2026 */
    day: (day: Day) => dayWords(locale, day),
    /** 31 Mar 2026, in tables */
    shortDay: (day: Day) => dayWords(locale, day, "short"),
    /** Tuesday 31 March 2026, on public pages */
    fullDay: (day: Day) => dayWords(locale, day, "full"),
    days: (from: string, until: string | null) => daysWords(locale, from, until),
    month: (month: string) => monthWords(locale, month),
    /** 31 March 2026, 15:04 CEST */
    instant: (at: Date, zone: string) => instantWords(locale, at, zone),
    /** 31 Mar 2026, 15:04 CEST, in tables */
    shortInstant: (at: Date, zone: string) => instantWords(locale, at, zone, "short"),
    /** Tuesday 31 March 2026, 15:04 (Central European Time, UTC+2), on public pages */
    fullInstant: (at: Date, zone: string) => instantWords(locale, at, zone, "full"),
    /** 15:04 CEST */
    clock: (at: Date, zone: string) => clockWords(locale, at, zone),
    /** Central European Time, UTC+2, as it is on a day */
    zoneOf: (day: string, zone: string) => zoneWords(locale, new Date(`${day}T12:00:00Z`), zone),
    count: (count: number) => countWords(locale, count),
    share: (share: number) => shareWords(locale, share),
    points: (share: number) => pointWords(locale, share),
    size: (bytes: number) => sizeWords(locale, bytes),
    money: (money: Money | Written) => moneyWords(locale, money),
    country: (code: string) => countryWords(locale, code),
    all: (texts: readonly string[]) => allWords(locale, texts),
    any: (texts: readonly string[]) => anyWords(locale, texts),
  };
}

const made = perLocale(bound);
