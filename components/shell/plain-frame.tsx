"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import { Preferences, type ThemeChoice } from "./preferences";
import { TopBar } from "./top-bar";
import type { ChoiceWords, TopWords } from "./words";

type PlainFrameProps = {
  words: TopWords & ChoiceWords;
  help: string;
  locale: string;
  theme: ThemeChoice;
  children: ReactNode;
};

/** The bar alone with help, around pages outside of the console. */
export function PlainFrame({ words, help, locale, theme, children }: PlainFrameProps) {
  return (
    <div className="plain">
      <TopBar words={words}>
        <a className="find" href={`/help?at=${encodeURIComponent(usePathname())}`}>
          <Icon name="help" />
          <span>{help}</span>
        </a>
        <PreferencesMenu words={words} locale={locale} theme={theme} />
      </TopBar>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Language and colours for those who are not signed in. */
function PreferencesMenu({
  words,
  locale,
  theme,
}: {
  words: ChoiceWords;
  locale: string;
  theme: ThemeChoice;
}) {
  return (
    <>
      <button className="subtle" type="button" popoverTarget="preferences">
        <Icon name="settings" />
        <span>{words.preferences}</span>
      </button>
      <div id="preferences" popover="auto" role="group" aria-label={words.preferences}>
        <Preferences words={words} locale={locale} theme={theme} />
      </div>
    </>
  );
}
