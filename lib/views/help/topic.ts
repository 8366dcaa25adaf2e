import { messages, translator } from "@/messages";
import type { Locale } from "../../ctx";
import type { Numbers } from "./numbers";
import type { TopicId } from "./topics";

/** What a page is, how its rule works, what happens next. */
const partNames = ["what", "rule", "next"] as const;

/** One topic as it is read: each part in paragraphs or, where several things are told, in lines. */
export type TopicText = {
  id: TopicId;
  title: string;
  parts: { heading: string; lines: string[] }[];
};

/** K9: a topic in the reader's language, with the numbers of the product and of the programme. */
export function topicText(
  id: TopicId,
  { locale, numbers }: { locale: Locale; numbers: Numbers },
): TopicText {
  const t = translator(locale, "help");
  const parts = partNames.map((part) => ({
    heading: t(`parts.${part}`),
    lines: t(`topics.${id}.${part}`, numbers).split("\n"),
  }));
  return { id, title: titleOf(id, locale), parts };
}

/** What a topic is called. */
export function titleOf(id: TopicId, locale: Locale): string {
  return messages[locale].help.topics[id].title;
}

/** Where a topic is read: those for customers all on one page of theirs. */
export function topicHref(id: TopicId): string {
  return `/help/${id}`;
}
