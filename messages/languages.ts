// Written by `npm run messages`, from the folders beside it.
/** The languages of the product (K14); the first one is used when nothing else is known. */
export const locales = ["en","nl"] as const;
export type Locale = (typeof locales)[number];

/** Something for each language. */
export function perLocale<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
}

/** In which language somebody reads what the programme itself writes, which is English and Dutch. */
export function contentLanguage(locale: string): "en" | "nl" {
  return locale === "nl" ? "nl" : "en";
}

/** True for a language the product speaks; anything may be asked. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}
