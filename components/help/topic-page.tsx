import { useTranslations } from "next-intl";
import type { HelpTopic } from "@/lib/views/help/help";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { PageHeader } from "../ui/page-header";
import { Lines } from "./lines";

/** K9: one topic: what a page is, how its rule works, what happens next; and the way back to that page. */
export function HelpTopicPage({ view, from }: { view: HelpTopic; from: string | null }) {
  const t = useTranslations("help");
  return (
    <article className="help-text">
      <TabTitle title={t("titleOf", { topic: view.title })} />
      <PageHeader
        title={view.title}
        crumbs={[{ label: t("title"), href: "/help" }]}
        actions={from === null ? null : <LinkButton href={from}>{t("backToPage")}</LinkButton>}
      />
      {view.parts.map(({ heading, lines }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <Lines lines={lines} />
        </section>
      ))}
      <nav aria-labelledby="more-help">
        <h2 id="more-help">{t(`audiences.${view.audience}`)}</h2>
        <ul className="help-links">
          {view.others.map(({ title, href }) => (
            <li key={href}>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </article>
  );
}
