import type { Locale } from "..";
import { kept, regionOf } from "./made";

/** An amount in minor units of its currency (ISO 4217): cents of a euro, yen, thousandths of a dinar. */
export type Money = { minor: number; currency: string };

/** An amount as people write it: a decimal text, such as "4500.00". */
export type Written = { amount: string; currency: string };

const formats = kept(
  (locale, currency) =>
    new Intl.NumberFormat(regionOf(locale), {
      style: "currency",
      currency,
      trailingZeroDisplay: "stripIfInteger",
    }),
);

/** Money with its currency: "US$12,500", "€1,234.50", "JP¥600,000"; no cents when there are none. */
export function moneyWords(locale: Locale, money: Money | Written): string {
  const amount = "minor" in money ? decimalOf(money) : money.amount;
  return formats(locale, money.currency).format(Number(amount));
}

/** An amount as a decimal text with all digits of its currency: "4500.00", of yen "4500", of Kuwaiti dinars "4500.000". */
export function decimalOf({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  if (digits === 0) return String(minor);
  const text = String(minor).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A whole number of a currency's units, such as 4500 euros. */
export function wholeOf(units: number, currency: string): Money {
  return { minor: units * 10 ** digitsOf(currency), currency };
}

/** How many digits of a currency stand behind the point: 2 of USD, 0 of JPY, 3 of KWD. */
export function digitsOf(currency: string): number {
  return formats("en", currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Every currency that is known by three letters (ISO 4217). */
export const currencies = Intl.supportedValuesOf("currency");
const known = new Set(currencies);

export function isCurrency(code: string): boolean {
  return known.has(code);
}
