import type { TopicText } from "@/lib/views/help/topic";
import { translator, type Locale } from "@/messages";
import { Document } from "./document";

type Props = { language: Locale; q: string; topics: TopicText[] };

/** K9: all help for customers on one page; the search keeps the topics that have the words. */
export function HelpPage({ language, q, topics }: Props) {
  const t = translator(language, "help");
  const title = t("audiences.customer");
  return (
    <Document language={language} title={title} here="/help/customer">
      <h1>{title}</h1>
      <form action="/help/customer">
        <input type="hidden" name="lang" value={language} />
        <label htmlFor="q">{t("field")}</label>
        <input id="q" type="text" name="q" defaultValue={q} maxLength={200} />
        <button>{t("search")}</button>
      </form>
      {topics.length === 0 && <p className="note">{t("nothing")}</p>}
      {topics.map((topic) => (
        <section key={topic.id} id={topic.id}>
          <h2>{topic.title}</h2>
          {topic.parts
            .flatMap(({ lines }) => lines)
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
        </section>
      ))}
      {q !== "" && (
        <p>
          <a href={`/help/customer?lang=${language}`}>{t("all")}</a>
        </p>
      )}
    </Document>
  );
}
