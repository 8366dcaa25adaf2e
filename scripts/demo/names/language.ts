/** How organisations and people of one language are named; `native|latin` where the script differs. */
export type Language = {
  /** Countries of its organisations; one that stands twice is twice as likely. */
  countries: string[];
  /** Founders, rivers, hills and other first parts of a name. */
  stems: string[];
  /** What the organisation does. */
  sectors: string[];
  /** `{stem}` and `{sector}` in the order and with the legal form that the language uses. */
  patterns: string[];
  firstNames: string[];
  lastNames: string[];
};

/** The parts of `native|latin`; Latin text is its own second part. */
export function partsOf(text: string): { native: string; latin: string } {
  const [native = text, latin = native] = text.split("|");
  return { native, latin: asciiLabel(latin) };
}

const letters: Record<string, string> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  å: "a",
  ł: "l",
  đ: "d",
  ı: "i",
  þ: "th",
  ð: "d",
};

/** A text as part of an ASCII domain name: `Łódź Søn` becomes `lodz-son`. */
export function asciiLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßøæåłđıþð]/g, (letter) => letters[letter] ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
