import type { Locale } from "..";
import { kept, regionOf } from "./made";

const formats = kept(
  (locale, currency) =>
    new Intl.NumberFormat(regionOf[locale], {
      style: "currency",
      currency,
      trailingZeroDisplay: "stripIfInteger",
    }),
);

/**
 * Money with its currency: "US$12,500", "€1,234.50"; no cents when there are none.
 * @param amount a number or a decimal text
 * @param currency ISO 4217
 */
export function moneyWords(locale: Locale, amount: number | string, currency: string): string {
  return formats(locale, currency).format(Number(amount));
}
