import { useLocale, useTranslations } from "next-intl";
import type { InsightView } from "@/lib/views/insight";
import { contentLanguage } from "@/messages/languages";
import { FilterForm, FilterSelect } from "../ui/filter-form";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";
import { FilterDay } from "./filter-day";
import { Patterns } from "./insight-drawing";
import { insightHref } from "./insight-href";
import { InsightPlot } from "./insight-plot";
import { useInsightWords } from "./insight-words";

type Props = {
  view: InsightView;
  /** Where the page stands: a partner's, or the programme's. */
  base: "/insight" | "/programme/insight";
};

/** K8: what became of rounds, as they stood on a day: drawn, in words, as tables and files. */
export function InsightPage({ view, base }: Props) {
  const t = useTranslations("insight");
  const { format } = useInsightWords(view.areas);
  const { query, period } = view;
  return (
    <>
      {base === "/insight" ? (
        <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      ) : (
        <p>{t("programmeIntro")}</p>
      )}
      <Filters view={view} base={base} />
      <Tabs
        variant="pills"
        label={t("byLabel")}
        tabs={view.groupings.map((by) => ({
          label: t(`by.${by}`),
          href: insightHref(base, { ...query, by }),
          current: by === query.by,
        }))}
      />
      <p>
        {t("asOf", {
          now: String(period.now),
          day: format.day(period.until),
          from: format.day(period.from),
        })}
      </p>
      <Patterns />
      {view.plots.map((plot) => (
        <InsightPlot key={plot.plot + (plot.currency ?? "")} plot={plot} view={view} base={base} />
      ))}
    </>
  );
}

const filters = ["from", "until", "engagement", "area", "location", "partner", "country"] as const;

function Filters({ view, base }: Props) {
  const t = useTranslations("insight");
  const language = contentLanguage(useLocale());
  const { query, today } = view;
  const { format } = useInsightWords(view.areas);
  const isFiltered = filters.some((name) => query[name] !== "");
  return (
    <FilterForm
      action={base}
      keep={{ by: query.by === "time" ? undefined : query.by, country: query.country }}
      chips={
        query.country === ""
          ? []
          : [
              {
                label: `${t("by.country")}: ${format.country(query.country)}`,
                href: insightHref(base, { ...query, country: "" }),
              },
            ]
      }
      clearHref={isFiltered ? insightHref(base, { by: query.by }) : undefined}
    >
      <FilterDay label={t("from")} name="from" value={query.from} max={today} />
      <FilterDay label={t("until")} name="until" value={query.until} max={today} />
      {view.partners.length > 0 ? (
        <FilterSelect
          label={t("partner")}
          name="partner"
          value={query.partner}
          options={view.partners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <FilterSelect
        label={t("engagement")}
        name="engagement"
        value={query.engagement}
        options={view.engagements.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <FilterSelect
        label={t("area")}
        name="area"
        value={query.area}
        options={view.areas.map((area) => ({ value: area.key, label: area[language] }))}
      />
      <FilterSelect
        label={t("location")}
        name="location"
        value={query.location}
        options={view.locations.map(({ mpnId, name }) => ({
          value: mpnId,
          label: t("locationOption", { name, id: mpnId }),
        }))}
        several
      />
    </FilterForm>
  );
}
