import { translator, type Locale } from "@/messages";

export type { Locale } from "@/messages";
export type Words = ReturnType<typeof make>;

const kept: Partial<Record<Locale, Words>> = {};

/** The texts of e-mails in one language; made once, because every mail needs them. */
export function wordsOf(locale: Locale): Words {
  kept[locale] ??= make(locale);
  return kept[locale];
}

/** The product's name, as sender and in the text. */
export function productName(locale: Locale): string {
  return translator(locale, "common")("productName");
}

function make(locale: Locale) {
  return translator(locale, "emails");
}
