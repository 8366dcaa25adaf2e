/** Scripts that are written from right to left, by their ISO 15924 code. */
const fromTheRight = ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

/**
 * Which way a language is written (K14), as `dir` says it: `directionOf("ar")` is "rtl". Undefined where it is the way
 * that a page has without being told.
 */
export function directionOf(locale: string): "rtl" | undefined {
  const { script } = new Intl.Locale(locale).maximize();
  return script !== undefined && fromTheRight.includes(script) ? "rtl" : undefined;
}
