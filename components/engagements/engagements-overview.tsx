import { useTranslations } from "next-intl";
import { Lean } from "@/components/ui/lean";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { Tabs } from "@/components/ui/tabs";
import { availabilities } from "@/lib/engagements/schema";
import type { EngagementsOverview } from "@/lib/views/engagements-overview";
import { overviewHref } from "./overview-href";
import { OverviewTable } from "./overview-table";
import { useProgrammeWords } from "./programme-words";

/** The engagements overview: tabs by solution area, the way to "Attention required", search and filters. */
export function Overview({ view }: { view: EngagementsOverview }) {
  const t = useTranslations("engagements");
  const names = useProgrammeWords();
  const { area, ...filters } = view.query;
  return (
    <Lean>
      <PageHeader title={t("title")} />
      <Tabs
        label={t("areas.label")}
        tabs={[
          ...["", ...view.areas].map((key) => ({
            label: key === "" ? t("areas.all") : names.area(key),
            href: overviewHref({ ...filters, area: key }),
            current: area === key,
          })),
          {
            label: t("areas.attention", { count: view.attention }),
            href: "/attention",
          },
        ]}
      />
      <Engagements view={view} />
    </Lean>
  );
}

function Engagements({ view }: { view: EngagementsOverview }) {
  const t = useTranslations("engagements");
  const names = useProgrammeWords();
  const { area, q, location, availability, role } = view.query;
  const clear = overviewHref({ area });
  const filtered = [q, location, availability, role].some((value) => value !== "");
  return (
    <>
      <FilterForm action="/engagements" keep={{ area }} clearHref={filtered ? clear : undefined}>
        <SearchBox label={t("search")} value={q} />
        <FilterSelect
          label={t("filters.location")}
          name="location"
          value={location}
          options={view.locations.map(({ mpnId, name }) => ({
            value: mpnId,
            label: `${name} (${mpnId})`,
          }))}
        />
        <FilterSelect
          label={t("filters.availability")}
          name="availability"
          value={availability}
          options={availabilities.map((value) => ({ value, label: t(`availability.${value}`) }))}
        />
        <FilterSelect
          label={t("filters.role")}
          name="role"
          value={role}
          options={view.roles.map((value) => ({ value, label: names.role(value) }))}
        />
      </FilterForm>
      {view.rows.length > 0 ? (
        <OverviewTable rows={view.rows} />
      ) : (
        <EmptyState
          icon={filtered ? "search" : "engagements"}
          title={t(filtered ? "empty.title" : "noCatalogue.title")}
          actions={filtered ? <LinkButton href={clear}>{t("empty.action")}</LinkButton> : null}
        >
          {t(filtered ? "empty.text" : "noCatalogue.text")}
        </EmptyState>
      )}
    </>
  );
}
