import { locales, type Locale } from "../languages";
import { kept, regionOf } from "./made";

const regions = kept(
  (locale) => new Intl.DisplayNames([regionOf(locale)], { type: "region", fallback: "none" }),
);
const and = kept((locale) => new Intl.ListFormat(regionOf(locale), { type: "conjunction" }));
const or = kept((locale) => new Intl.ListFormat(regionOf(locale), { type: "disjunction" }));

/** A country in words: `countryWords("nl", "DE")` is Duitsland. What is no country stays as it is. */
export function countryWords(locale: Locale, code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions(locale).of(code) ?? code) : code;
}

const tongues = kept((locale) => new Intl.DisplayNames([regionOf(locale)], { type: "language" }));

/** A language in words of another: `languageWords("nl", "en")` is Engels. */
export function languageWords(locale: Locale, language: Locale): string {
  const name = tongues(locale).of(language) ?? language;
  return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
}

/** The language that is meant by its code or by its name in any of them: "nl-BE", "Dutch", "Nederlands". */
export function spokenIn(text: string): Locale | undefined {
  const said = text.trim().toLowerCase();
  return locales.find(
    (language) =>
      said.split(/[-_]/)[0] === language ||
      locales.some((locale) => said.startsWith(languageWords(locale, language).toLowerCase())),
  );
}

const noCountries = ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"];

/** True for the code of a country, ISO 3166; old codes that have a successor are none. */
export function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/.test(code) &&
    !noCountries.includes(code) &&
    regions("en").of(code) !== undefined &&
    new Intl.Locale(`und-${code}`).region === code
  );
}

const all = kept((locale) => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const codes = letters.flatMap((one) => letters.map((two) => one + two)).filter(isCountry);
  const { compare } = new Intl.Collator(regionOf(locale));
  return codes
    .map((code) => ({ code, name: countryWords(locale, code) }))
    .sort((a, b) => compare(a.name, b.name));
});

/** All countries by name, to choose one. */
export function countries(locale: Locale): { code: string; name: string }[] {
  return all(locale);
}

/** "a, b and c" */
export function allWords(locale: Locale, texts: readonly string[]): string {
  return and(locale).format(texts);
}

/** "a, b or c" */
export function anyWords(locale: Locale, texts: readonly string[]): string {
  return or(locale).format(texts);
}
