"use client";
import type { ChoiceWords } from "./words";
import { languageWords } from "@/messages/format/names";
import { locales } from "@/messages/languages";

const themes = ["system", "light", "dark"] as const;

export type ThemeChoice = (typeof themes)[number];

type Props = {
  words: ChoiceWords;
  locale: string;
  theme: ThemeChoice;
  /** Those for the keys of the search, and whether they are on; for whoever is signed in. */
  shortcuts?: { words: Record<"legend" | "on" | "off", string>; on: boolean };
};

/** Language, colours and keys, as plain buttons that post to a route: they need no JavaScript. */
export function Preferences({ words, locale, theme, shortcuts }: Props) {
  return (
    <form className="preferences" method="post" action="/preferences">
      <fieldset>
        <legend>{words.language}</legend>
        {locales.map((language) => (
          <button
            key={language}
            name="locale"
            value={language}
            lang={language}
            aria-pressed={language === locale}
          >
            {languageWords(language, language)}
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
      {shortcuts ? (
        <fieldset>
          <legend>{shortcuts.words.legend}</legend>
          {(["on", "off"] as const).map((choice) => (
            <button
              key={choice}
              name="shortcuts"
              value={choice}
              aria-pressed={shortcuts.on === (choice === "on")}
            >
              {shortcuts.words[choice]}
            </button>
          ))}
        </fieldset>
      ) : null}
    </form>
  );
}
