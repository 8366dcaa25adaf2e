import { useLocale, useTranslations } from "next-intl";
import type { ClaimHead } from "@/lib/views/claim/details";
import { formats } from "@/messages/format/formats";
import { mismatchText } from "./reason-text";

/** How the facts of a claim are told: days and instants in the location's zone, money, reasons. */
export function useClaimWords({ timeZone }: ClaimHead["claim"]) {
  const mismatch = useTranslations("wizards.mismatch");
  const format = formats(useLocale());
  return {
    day: (instant: Date) => format.day({ at: instant, zone: timeZone }),
    instant: (at: Date) => format.instant(at, timeZone),
    /** A calendar day, YYYY-MM-DD. */
    date: format.day,
    /** The days from the first to the last. */
    days: format.days,
    zoneOf: (day: string) => format.zoneOf(day, timeZone),
    money: format.money,
    mismatch: (reason: string) => mismatchText(mismatch, reason),
  };
}
