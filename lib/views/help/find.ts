import { locales, messages, type Named } from "@/messages";
import { contentLanguage } from "@/messages/languages";
import type { Locale } from "../../ctx";
import { formOf } from "../../lists/form";
import { isSearch } from "../../lists/search";
import { glossaryOf, reasonGroups, type Entry } from "./entries";
import { audiencesOf, topicsOf, type Reader } from "./reader";
import { titleOf, topicHref } from "./topic";

export type HelpHit = { kind: "topic" | "word" | "reason"; title: string; href: string };

type Asked = {
  q: string;
  reader: Reader;
  locale: Locale;
  /** The programme's own words, in the languages in which it writes. */
  offered: Record<"en" | "nl", Named> | null;
};

/**
 * K9: the topics, words and reasons that have all words of what was typed, as every list understands a word, in whichever
 * language; what is called so comes before what speaks of it.
 */
export function findHelp({ q, reader, locale, offered }: Asked): HelpHit[] {
  if (!isSearch(q)) return [];
  const words = q.split(/\s+/).map(formOf).filter(Boolean);
  const has = (text: string) => {
    const form = formOf(text);
    return words.every((word) => form.includes(word));
  };
  const all = [...topicsFor(reader, locale), ...(reader ? entriesFor(locale, offered) : [])];
  const called = all.filter(({ titles }) => titles.some(has));
  const spoken = all.filter((one) => !called.includes(one) && one.texts.some(has));
  return [...called, ...spoken].map(({ hit }) => hit);
}

/** What is searched: in every language, with what is shown of it. */
type Searched = { hit: HelpHit; titles: string[]; texts: string[] };

function topicsFor(reader: Reader, locale: Locale): Searched[] {
  return audiencesOf(reader)
    .flatMap(topicsOf)
    .map((id) => {
      const spoken = locales.map((one) => messages[one].help.topics[id]);
      return {
        hit: { kind: "topic", title: titleOf(id, locale), href: topicHref(id) },
        titles: spoken.map(({ title }) => title),
        texts: spoken.map((one) => Object.values(one).join(" ")),
      };
    });
}

function entriesFor(locale: Locale, offered: Asked["offered"]): Searched[] {
  const glossaries = locales.map(glossaryOf);
  const reasons = locales.map((one) =>
    reasonGroups(one, offered?.[contentLanguage(one)]).flatMap(({ entries }) => entries),
  );
  return [
    ...glossaryOf(locale).map((one) => entry("word", "/help/glossary", one, glossaries)),
    ...reasonGroups(locale, offered?.[contentLanguage(locale)])
      .flatMap(({ entries }) => entries)
      .map((one) => entry("reason", "/help/reasons", one, reasons)),
  ];
}

function entry(
  kind: "word" | "reason",
  page: string,
  { id, title }: Entry,
  all: Entry[][],
): Searched {
  const spoken = all.flatMap((each) => each.filter((one) => one.id === id));
  return {
    hit: { kind, title, href: `${page}#${id}` },
    titles: spoken.map((one) => one.title),
    texts: spoken.map((one) => `${one.title} ${one.text}`),
  };
}
