import { translator, type Locale } from "@/messages";

export type { Locale } from "@/messages";
export type Words = ReturnType<typeof make>;

const kept: Partial<Record<Locale, Words>> = {};

/** The texts of e-mails in one language; made once, because every mail needs them. */
export function wordsOf(locale: Locale): Words {
  kept[locale] ??= make(locale);
  return kept[locale];
}

/** What people sign in to: the programme by its name (P3); the product's own before it has one. */
export function productName(locale: Locale, by?: { name: string }): string {
  return by?.name || translator(locale, "common")("productName");
}

function make(locale: Locale) {
  return translator(locale, "emails");
}
