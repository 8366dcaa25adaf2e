import { useTranslations } from "next-intl";
import type { Look } from "@/lib/views/shell";
import type { ChoiceWords, TopWords } from "./words";

/** Gathers the top bar's words on the server: the bar itself is handed only them, not its markup. */
export function useBarWords({ name, logo }: Pick<Look, "name" | "logo">): TopWords {
  const common = useTranslations("common");
  return { product: name || common("productName"), logo, skip: common("skipToContent") };
}

/** Those of language and colours alone. */
export function useChoiceWords(): ChoiceWords {
  const common = useTranslations("common");
  const shell = useTranslations("shell");
  return {
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
