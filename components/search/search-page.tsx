import { useTranslations } from "next-intl";
import type { SearchView } from "@/lib/views/search";
import { TabTitle } from "../customers/wizard-frame";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { PageHeader } from "../ui/page-header";
import { SearchBox } from "../ui/search-box";

/** K5: everything that was found, by kind; it needs no JavaScript. */
export function SearchPage({ view: { q, groups } }: { view: SearchView }) {
  const t = useTranslations("search");
  return (
    <>
      <TabTitle title={q === "" ? t("title") : t("titleOf", { q })} />
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <FilterForm action="/search" clearHref={q === "" ? undefined : "/search"}>
        <SearchBox label={t("field")} value={q} />
      </FilterForm>
      {groups.length > 0 ? null : q === "" ? (
        <p>{t("begin")}</p>
      ) : (
        <EmptyState icon="search" title={t("nothingTitle")}>
          {t("nothing")}
        </EmptyState>
      )}
      <div className="stack">
        {groups.map(({ kind, hits, more, all }) => (
          <section key={kind} className="card" aria-labelledby={`found-${kind}`}>
            <h2 id={`found-${kind}`}>{t(`kinds.${kind}`)}</h2>
            <ul className="hits">
              {hits.map(({ label, detail, href }) => (
                <li key={href + label}>
                  <a href={href}>{label}</a>
                  {detail === "" ? null : <small>{detail}</small>}
                </li>
              ))}
            </ul>
            {more ? <p>{t("more", { count: hits.length, narrow: String(all === null) })}</p> : null}
            {all === null ? null : (
              <a href={all} aria-label={t("allOf", { kind: t(`kinds.${kind}`) })}>
                {t("all")}
              </a>
            )}
          </section>
        ))}
      </div>
    </>
  );
}
