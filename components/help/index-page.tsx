import { useTranslations } from "next-intl";
import type { HelpIndex } from "@/lib/views/help/help";
import { TabTitle } from "../customers/wizard-frame";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { PageHeader } from "../ui/page-header";
import { SearchBox } from "../ui/search-box";

/** K9: all help there is for the reader, by whom it is for; or what was found of it. */
export function HelpIndexPage({ view: { q, hits, signedIn, groups } }: { view: HelpIndex }) {
  const t = useTranslations("help");
  return (
    <>
      <TabTitle title={q === "" ? t("title") : t("titleOf", { topic: q })} />
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <FilterForm action="/help" clearHref={q === "" ? undefined : "/help"}>
        <SearchBox label={t("field")} value={q} />
      </FilterForm>
      {hits === null ? (
        <Topics groups={groups} signedIn={signedIn} />
      ) : hits.length === 0 ? (
        <EmptyState icon="search" title={t("nothingTitle")}>
          {t("nothing")}
        </EmptyState>
      ) : (
        <section className="card" aria-labelledby="found">
          <h2 id="found">{t("found", { count: hits.length })}</h2>
          <ul className="hits">
            {hits.map(({ kind, title, href }) => (
              <li key={href}>
                <a href={href}>{title}</a>
                <small>{t(`kinds.${kind}`)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Topics({ groups, signedIn }: Pick<HelpIndex, "groups" | "signedIn">) {
  const t = useTranslations("help");
  return (
    <div className="stack">
      {signedIn ? (
        <section className="card" aria-labelledby="lists">
          <h2 id="lists">{t("explained")}</h2>
          <ul className="help-links">
            {(["glossary", "reasons"] as const).map((list) => (
              <li key={list}>
                <a href={`/help/${list}`}>{t(`lists.${list}.title`)}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {groups.map(({ audience, topics }) => (
        <section key={audience} className="card" aria-labelledby={`for-${audience}`}>
          <h2 id={`for-${audience}`}>{t(`audiences.${audience}`)}</h2>
          <ul className="help-links">
            {topics.map(({ title, href }) => (
              <li key={href}>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
