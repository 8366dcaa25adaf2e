import { useTranslations } from "next-intl";
import type { BarWords } from "./words";

/** Gathers the top bar's words on the server: the bar itself is handed only them, not its markup. */
export function useBarWords(): BarWords {
  const common = useTranslations("common");
  const shell = useTranslations("shell");
  return {
    product: common("productName"),
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
