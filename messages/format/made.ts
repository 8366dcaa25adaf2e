import type { Locale } from "..";

/** The region whose customs a language follows here: British English, Dutch of the Netherlands. */
export function regionOf(locale: Locale): string {
  return regions[locale] ?? locale;
}

const regions: Partial<Record<string, string>> = { en: "en-GB", nl: "nl-NL" };

/** Keeps what `make` made, by its key: a formatter costs a hundred times what its use does. */
export function kept<T>(make: (locale: Locale, key: string) => T) {
  const made = new Map<string, T>();
  return (locale: Locale, key = ""): T => {
    const name = `${locale} ${key}`;
    let found = made.get(name);
    if (found === undefined) made.set(name, (found = make(locale, key)));
    return found;
  };
}
