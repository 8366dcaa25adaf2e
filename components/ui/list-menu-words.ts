import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ListMenuWords } from "./list-menu";

type Words = {
  words: ListMenuWords;
  searched: (q: string) => string;
  within: (days: string) => string;
};

/** The words of a list's menu and chips, in the reader's language. */
export async function listMenuWords(): Promise<Words> {
  return wordsOf(
    ...(await Promise.all([
      getTranslations("common.list"),
      getTranslations("common.csvForm"),
      getLocale(),
    ])),
  );
}

/** The same, for a component that is no promise. */
export function useListMenuWords(): Words {
  return wordsOf(useTranslations("common.list"), useTranslations("common.csvForm"), useLocale());
}

type Translator<N extends Parameters<typeof useTranslations>[0]> = ReturnType<
  typeof useTranslations<NonNullable<N>>
>;

function wordsOf(
  t: Translator<"common.list">,
  form: Translator<"common.csvForm">,
  locale: string,
): Words {
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
