import { useTranslations } from "next-intl";
import { Lean } from "@/components/ui/lean";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { FilterChecks } from "@/components/ui/filter-checks";
import { ListMenu } from "@/components/ui/list-menu";
import { chipsOf, lookFields } from "@/components/ui/look-href";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "../ui/pagination";
import { TooMany } from "../ui/too-many";
import { SearchBox } from "@/components/ui/search-box";
import { Whose } from "../ui/whose";
import { Tabs } from "@/components/ui/tabs";
import type { ClaimsListView } from "@/lib/views/claim/list";
import type { FormAction } from "@/lib/web/form-state";
import { ChooseBar, ChooseLink } from "../runs/choose-bar";
import { claimsHref } from "./claims-href";
import { ClaimsTable } from "./claims-table";

type Props = {
  view: ClaimsListView;
  choose: FormAction;
  /** Why what was asked for last was not done. */
  wrong: string | null;
};

/** All workshop claims of a partner: whose turn it is, search and filters, the table, the export. */
export function ClaimsList({ view, choose, wrong }: Props) {
  const t = useTranslations("claimsList");
  const bar = useTranslations("runs.bar");
  const { query, rows } = view;
  const { q, status, engagement, location, due } = query;
  const filtered = [q, engagement, location, due, ...status].some((value) => value !== "");
  return (
    <Lean>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <Whose owner={query.owner} href={(owner) => claimsHref({ ...query, owner, after: null })} />
      <Groups view={view} />
      <Filters view={view} clear={filtered ? unfiltered(query) : undefined} />
      <TooMany many={view.many} />
      {rows.length > 0 && query.choose ? (
        <ChooseBar
          list="claims"
          query={claimsHref({ ...query, choose: "", after: null }).split("?")[1] ?? ""}
          close={claimsHref({ ...query, choose: "" })}
          kinds={["send_surveys", "give"]}
          action={choose}
          download={{ href: "/claims/documents.zip", label: bar("documents") }}
          wrong={wrong}
        />
      ) : null}
      {rows.length > 0 ? <ClaimsTable view={view} /> : null}
      {rows.length > 0 || view.many ? null : <NoClaims view={view} filtered={filtered} />}
      <Pagination
        firstHref={query.after === null ? undefined : claimsHref({ ...query, after: null })}
        nextHref={view.next === null ? undefined : claimsHref({ ...query, after: view.next })}
      />
    </Lean>
  );
}

function Groups({ view: { query, options } }: { view: ClaimsListView }) {
  const t = useTranslations("claimsList");
  const groups = options.statuses.filter(({ group }) => group);
  const to = (...status: string[]) => claimsHref({ ...query, status, after: null });
  return (
    <Tabs
      variant="pills"
      label={t("groupsLabel")}
      tabs={[
        {
          label: t("all"),
          href: to(),
          current: query.status.length === 0,
          count: groups.reduce((sum, { count }) => sum + count, 0),
        },
        ...groups.map(({ value, count }) => ({
          label: isGroup(value) ? t(`groups.${value}`) : value,
          href: to(value),
          current: query.status.join() === value,
          count,
        })),
      ]}
    />
  );
}

function Filters({ view, clear }: { view: ClaimsListView; clear: string | undefined }) {
  const t = useTranslations("claimsList");
  const status = useTranslations("customers.claim");
  const list = useTranslations("common.list");
  const { query, options } = view;
  const counted = (label: string, count: number) => t("count", { label, count });
  const nameOf = (value: string, of: readonly { value: string; name: string }[]) =>
    of.find((one) => one.value === value)?.name ?? value;
  const statusName = (value: ClaimsListView["query"]["status"][number]) =>
    isGroup(value) ? t(`groups.${value}`) : status(value);
  const href = claimsHref({ ...query, choose: "", after: null });
  const chips = chipsOf(query, claimsHref, {
    q: (q) => list("searched", { q }),
    status: statusName,
    engagement: (slug) => nameOf(slug, options.engagements),
    location: (mpnId) => nameOf(mpnId, options.locations),
    due: (days) => t(`due.${days}`),
  });
  return (
    <FilterForm
      action="/claims"
      keep={{
        sort: query.sort === "due" ? undefined : query.sort,
        owner: query.owner || undefined,
        choose: query.choose || undefined,
        ...lookFields(query),
      }}
      clearHref={clear}
      chips={chips}
      end={
        <>
          <ListMenu
            href={href}
            columns={(
              ["customer", "engagement", "location", "status", "deadline", "payout"] as const
            ).map((key) => [key, t(`columns.${key}`)] as const)}
            file={[
              claimsHref({ ...query, choose: "", after: null }, "/claims/export.csv"),
              t("export"),
            ]}
          />
          {view.rows.length > 0 && !query.choose ? (
            <ChooseLink href={claimsHref({ ...query, choose: "1" })} />
          ) : null}
        </>
      }
      more={{
        active: query.engagement === "" ? 0 : 1,
        fields: <More view={view} />,
      }}
    >
      <SearchBox label={t("search")} value={query.q} />
      <FilterChecks
        label={t("filters.status")}
        name="status"
        chosen={query.status}
        options={options.statuses.map(({ value, count }) => ({
          value,
          label: counted(statusName(value), count),
        }))}
      />
      <FilterSelect
        label={t("filters.location")}
        name="location"
        value={query.location}
        options={options.locations.map(({ value, name, count }) => ({
          value,
          label: counted(t("location", { name, id: value }), count),
        }))}
        several
      />
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

function More({ view: { query, options } }: { view: ClaimsListView }) {
  const t = useTranslations("claimsList");
  return (
    <FilterSelect
      label={t("filters.engagement")}
      name="engagement"
      value={query.engagement}
      options={options.engagements.map(({ value, name, count }) => ({
        value,
        label: t("count", { label: name, count }),
      }))}
    />
  );
}

function NoClaims({ view, filtered }: { view: ClaimsListView; filtered: boolean }) {
  const t = useTranslations("claimsList.empty");
  const kind = !filtered ? "none" : view.query.due === "" ? "filtered" : "due";
  return (
    <EmptyState
      icon={filtered ? "search" : "claims"}
      title={t(`${kind}.title`)}
      actions={
        <LinkButton href={filtered ? unfiltered(view.query) : "/engagements"}>
          {t(`${kind}.action`)}
        </LinkButton>
      }
    >
      {t(`${kind}.text`)}
    </EmptyState>
  );
}

/** The whole list, in the same order and look. */
function unfiltered({ sort, hide, density, view }: ClaimsListView["query"]): string {
  return claimsHref({ sort, hide, density, view });
}

type Group = "to_do" | "with_programme" | "done";

function isGroup(value: string): value is Group {
  return value === "to_do" || value === "with_programme" || value === "done";
}
