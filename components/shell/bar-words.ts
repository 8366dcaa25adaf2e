import { useTranslations } from "next-intl";
import type { Look } from "@/lib/views/shell";
import type { BarWords } from "./words";

/** Gathers the top bar's words on the server: the bar itself is handed only them, not its markup. */
export function useBarWords({ name, logo }: Pick<Look, "name" | "logo">): BarWords {
  const common = useTranslations("common");
  return { product: name || common("productName"), logo, ...useChoiceWords() };
}

/** Those of language and colours alone. */
export function useChoiceWords(): Omit<BarWords, "product" | "logo"> {
  const common = useTranslations("common");
  const shell = useTranslations("shell");
  return {
    skip: common("skipToContent"),
    language: common("language"),
    theme: common("theme"),
    themes: {
      system: common("themes.system"),
      light: common("themes.light"),
      dark: common("themes.dark"),
    },
    preferences: shell("preferences"),
  };
}
