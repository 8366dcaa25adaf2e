import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { CsvLinks } from "@/components/ui/csv-links";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "../ui/pagination";
import { TooMany } from "../ui/too-many";
import { SearchBox } from "@/components/ui/search-box";
import { Whose } from "../ui/whose";
import { Tabs } from "@/components/ui/tabs";
import type { ClaimsListView } from "@/lib/views/claim/list";
import { claimsHref } from "./claims-href";
import { ClaimsTable } from "./claims-table";

/** All workshop claims of a partner: whose turn it is, search and filters, the table, the export. */
export async function ClaimsList({ view }: { view: ClaimsListView }) {
  const t = await getTranslations("claimsList");
  const { query, rows } = view;
  const { after, sort, ...filters } = query;
  const filtered = Object.values(filters).some((value) => value !== "");
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          rows.length > 0 ? (
            <CsvLinks href={claimsHref({ ...query, after: null }, "/claims/export.csv")}>
              {t("export")}
            </CsvLinks>
          ) : null
        }
      >
        {t("intro")}
      </PageHeader>
      <Whose owner={query.owner} href={(owner) => claimsHref({ ...query, owner, after: null })} />
      <Groups view={view} />
      <Filters view={view} clear={filtered ? claimsHref({ sort }) : undefined} />
      <TooMany many={view.many} />
      {rows.length > 0 ? <ClaimsTable view={view} /> : null}
      {rows.length > 0 || view.many ? null : <NoClaims view={view} filtered={filtered} />}
      <Pagination
        firstHref={after === null ? undefined : claimsHref({ ...query, after: null })}
        nextHref={view.next === null ? undefined : claimsHref({ ...query, after: view.next })}
      />
    </>
  );
}

async function Groups({ view: { query, options } }: { view: ClaimsListView }) {
  const t = await getTranslations("claimsList");
  const groups = options.statuses.filter(({ group }) => group);
  const to = (status: string) => claimsHref({ ...query, status, after: null });
  return (
    <Tabs
      variant="pills"
      label={t("groupsLabel")}
      tabs={[
        {
          label: t("all"),
          href: to(""),
          current: query.status === "",
          count: groups.reduce((sum, { count }) => sum + count, 0),
        },
        ...groups.map(({ value, count }) => ({
          label: isGroup(value) ? t(`groups.${value}`) : value,
          href: to(value),
          current: query.status === value,
          count,
        })),
      ]}
    />
  );
}

async function Filters({ view, clear }: { view: ClaimsListView; clear: string | undefined }) {
  const t = await getTranslations("claimsList");
  const status = await getTranslations("customers.claim");
  const { query, options } = view;
  const counted = (label: string, count: number) => t("count", { label, count });
  return (
    <FilterForm
      action="/claims"
      keep={{
        sort: query.sort === "due" ? undefined : query.sort,
        owner: query.owner || undefined,
      }}
      clearHref={clear}
    >
      <SearchBox label={t("search")} value={query.q} />
      <FilterSelect
        label={t("filters.status")}
        name="status"
        value={query.status}
        options={options.statuses.map(({ value, count }) => ({
          value,
          label: counted(
            value === "" ? "" : isGroup(value) ? t(`groups.${value}`) : status(value),
            count,
          ),
        }))}
      />
      <FilterSelect
        label={t("filters.engagement")}
        name="engagement"
        value={query.engagement}
        options={options.engagements.map(({ value, name, count }) => ({
          value,
          label: counted(name, count),
        }))}
      />
      {options.locations.length > 1 ? (
        <FilterSelect
          label={t("filters.location")}
          name="location"
          value={query.location}
          options={options.locations.map(({ value, name, count }) => ({
            value,
            label: counted(t("location", { name, id: value }), count),
          }))}
        />
      ) : null}
      <FilterSelect
        label={t("filters.due")}
        name="due"
        value={query.due}
        options={options.due.flatMap(({ value, count }) =>
          value === ""
            ? []
            : [{ value, label: t("boundedCount", { label: t(`due.${value}`), count }) }],
        )}
      />
    </FilterForm>
  );
}

async function NoClaims({ view, filtered }: { view: ClaimsListView; filtered: boolean }) {
  const t = await getTranslations("claimsList.empty");
  const kind = !filtered ? "none" : view.query.due === "" ? "filtered" : "due";
  return (
    <EmptyState
      icon={filtered ? "search" : "claims"}
      title={t(`${kind}.title`)}
      actions={
        <LinkButton href={filtered ? claimsHref({ sort: view.query.sort }) : "/engagements"}>
          {t(`${kind}.action`)}
        </LinkButton>
      }
    >
      {t(`${kind}.text`)}
    </EmptyState>
  );
}

type Group = "to_do" | "with_programme" | "done";

function isGroup(value: string): value is Group {
  return value === "to_do" || value === "with_programme" || value === "done";
}
