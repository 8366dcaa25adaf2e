import { getLocale, getTranslations } from "next-intl/server";
import type { ListMenuWords } from "./list-menu";

/** The words of a list's menu and chips, in the reader's language. */
export async function listMenuWords(): Promise<{
  words: ListMenuWords;
  searched: (q: string) => string;
  within: (days: string) => string;
}> {
  const [t, form, locale] = await Promise.all([
    getTranslations("common.list"),
    getTranslations("common.csvForm"),
    getLocale(),
  ]);
  const usual = locale === "nl" ? "semicolon" : "comma";
  const other = locale === "nl" ? "comma" : "semicolon";
  const words = {
    open: t("look"),
    columns: t("hide"),
    compact: t("compact"),
    apply: t("apply"),
    files: t("files"),
    xlsx: t("xlsx"),
    csv: form(usual),
    other: [other, form(other)] as const,
    views: t("views"),
  };
  return { words, searched: (q) => t("searched", { q }), within: (days) => t("within", { days }) };
}
