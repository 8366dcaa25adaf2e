import { useLocale, useTranslations } from "next-intl";

const languages = ["en", "nl"] as const;
const themes = ["system", "light", "dark"] as const;

export type ThemeChoice = (typeof themes)[number];

/** Language and colours, as plain buttons that post to a route: no JavaScript. */
export function Preferences({ theme }: { theme: ThemeChoice }) {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <form className="preferences" method="post" action="/preferences">
      <fieldset>
        <legend>{t("language")}</legend>
        {languages.map((language) => (
          <button
            key={language}
            name="locale"
            value={language}
            lang={language}
            aria-pressed={language === locale}
          >
            {t(`languages.${language}`)}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t("theme")}</legend>
        {themes.map((choice) => (
          <button key={choice} name="theme" value={choice} aria-pressed={choice === theme}>
            {t(`themes.${choice}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
