"use client";
import type { BarWords } from "./words";

const languages = [
  { locale: "en", name: "English" },
  { locale: "nl", name: "Nederlands" },
];
const themes = ["system", "light", "dark"] as const;

export type ThemeChoice = (typeof themes)[number];

type Props = { words: Omit<BarWords, "product" | "logo">; locale: string; theme: ThemeChoice };

/** Language and colours, as plain buttons that post to a route: they need no JavaScript. */
export function Preferences({ words, locale, theme }: Props) {
  return (
    <form className="preferences" method="post" action="/preferences">
      <fieldset>
        <legend>{words.language}</legend>
        {languages.map((language) => (
          <button
            key={language.locale}
            name="locale"
            value={language.locale}
            lang={language.locale}
            aria-pressed={language.locale === locale}
          >
            {language.name}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.theme}</legend>
        {themes.map((choice) => (
          <button key={choice} name="theme" value={choice} aria-pressed={choice === theme}>
            {words.themes[choice]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
