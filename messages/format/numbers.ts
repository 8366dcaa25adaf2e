import type { Locale } from "..";
import { kept, regionOf } from "./made";

const numbers = kept((locale) => new Intl.NumberFormat(regionOf(locale)));
const shares = kept(
  (locale) =>
    new Intl.NumberFormat(regionOf(locale), { style: "percent", maximumFractionDigits: 1 }),
);
const points = kept(
  (locale) => new Intl.NumberFormat(regionOf(locale), { maximumFractionDigits: 1 }),
);
const sizes = {
  kilobyte: kept((locale) => sizeFormat(locale, "kilobyte", 0)),
  megabyte: kept((locale) => sizeFormat(locale, "megabyte", 1)),
  gigabyte: kept((locale) => sizeFormat(locale, "gigabyte", 1)),
};

/** What stands before the decimals: a point or a comma. */
export function decimalPoint(locale: Locale): string {
  const parts = new Intl.NumberFormat(regionOf(locale)).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** A count: "1,234". */
export function countWords(locale: Locale, count: number): string {
  return numbers(locale).format(count);
}

/** A share of one: "62.5%". */
export function shareWords(locale: Locale, share: number): string {
  return shares(locale).format(share);
}

/** A difference of two shares in percentage points: "2.5". */
export function pointWords(locale: Locale, share: number): string {
  return points(locale).format(share * 100);
}

/** The size of a file, or of what holds many: "412 kB", "1.2 MB", "10.4 GB". */
export function sizeWords(locale: Locale, bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes >= 1024) return sizes.gigabyte(locale).format(megabytes / 1024);
  return megabytes >= 1
    ? sizes.megabyte(locale).format(megabytes)
    : sizes.kilobyte(locale).format(Math.max(1, bytes / 1024));
}

function sizeFormat(locale: Locale, unit: string, maximumFractionDigits: number) {
  return new Intl.NumberFormat(regionOf(locale), { style: "unit", unit, maximumFractionDigits });
}
