import { useFormatter, useTranslations } from "next-intl";
import type { ClaimHead } from "@/lib/views/claim/details";
import { mismatchText } from "./reason-text";

/** How the facts of a claim are told: days and instants in the location's zone, money, reasons. */
export function useClaimWords({ timeZone }: ClaimHead["claim"]) {
  const t = useTranslations("claims");
  const mismatch = useTranslations("wizards.mismatch");
  const format = useFormatter();
  const date = (iso: string) =>
    format.dateTime(new Date(`${iso}T12:00:00Z`), { dateStyle: "long", timeZone: "UTC" });
  return {
    day: (instant: Date) => format.dateTime(instant, { dateStyle: "long", timeZone }),
    instant: (at: Date) => format.dateTime(at, { dateStyle: "long", timeStyle: "short", timeZone }),
    /** A calendar day, YYYY-MM-DD. */
    date,
    /** The days from the first to the last. */
    days: (from: string, until: string | null) =>
      until === null || until === from
        ? date(from)
        : t("days", { from: date(from), until: date(until) }),
    /** @param amount a decimal text or a number */
    money: (amount: string | number, currency: string) =>
      format.number(Number(amount), {
        style: "currency",
        currency,
        currencyDisplay: "code",
        ...(typeof amount === "number" ? { maximumFractionDigits: 0 } : {}),
      }),
    mismatch: (reason: string) => mismatchText(mismatch, reason),
  };
}
