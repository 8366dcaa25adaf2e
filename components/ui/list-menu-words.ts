import { getTranslations } from "next-intl/server";
import type { ListMenuWords } from "./list-menu";

/** The words of a list's menu and chips, in the reader's language. */
export async function listMenuWords(): Promise<{
  words: ListMenuWords;
  searched: (q: string) => string;
  within: (days: string) => string;
}> {
  const t = await getTranslations("common.list");
  const words = {
    open: t("look"),
    columns: t("hide"),
    compact: t("compact"),
    apply: t("apply"),
    files: t("files"),
    views: t("views"),
  };
  return { words, searched: (q) => t("searched", { q }), within: (days) => t("within", { days }) };
}
