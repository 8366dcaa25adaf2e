import { useLocale, useTranslations } from "next-intl";
import { Lean } from "@/components/ui/lean";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SearchBox } from "@/components/ui/search-box";
import { Tabs } from "@/components/ui/tabs";
import { chances } from "@/lib/customers/opportunities/schema";
import type { OpportunitiesView } from "@/lib/views/opportunities";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";
import { ChooseBar, ChooseLink } from "../runs/choose-bar";
import { chipsOf, lookFields } from "../ui/look-href";
import { ListMenu } from "../ui/list-menu";
import { opportunitiesHref } from "./opportunities-href";
import { OpportunitiesTable, tones } from "./opportunities-table";

/** K2: what known customers could still bring, and where each stands at each workshop. */
export function OpportunitiesPage({
  view,
  choose,
}: {
  view: OpportunitiesView;
  choose: FormAction;
}) {
  const t = useTranslations("opportunities");
  const { query } = view;
  return (
    <Lean>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <Tabs
        variant="pills"
        label={t("chances.label")}
        tabs={(["", ...chances] as const).map((chance) => ({
          label: t(`chances.${chance || "all"}`),
          href: opportunitiesHref({ ...query, chance, after: null }),
          current: chance === query.chance,
          tone: chance === "" ? undefined : tones[chance],
        }))}
      />
      <Filters view={view} />
      <Sums view={view} />
      {view.rows.length > 0 && query.choose ? (
        <ChooseBar
          list="opportunities"
          query={opportunitiesHref({ ...query, choose: "", after: null }).split("?")[1] ?? ""}
          close={opportunitiesHref({ ...query, choose: "" })}
          kinds={["claim", "ask", "resend"]}
          action={choose}
          file
        />
      ) : null}
      {view.rows.length > 0 ? <OpportunitiesTable view={view} /> : <Nothing view={view} />}
      <Pagination
        firstHref={query.after === null ? undefined : opportunitiesHref({ ...query, after: null })}
        nextHref={
          view.next === null ? undefined : opportunitiesHref({ ...query, after: view.next })
        }
      />
    </Lean>
  );
}

const isFiltered = ({ q, area, location, payout }: OpportunitiesView["query"]) =>
  [q, area, location, payout].some((value) => value !== "");

function Filters({ view }: { view: OpportunitiesView }) {
  const t = useTranslations("opportunities");
  const names = useProgrammeWords();
  const format = formats(useLocale());
  const list = useTranslations("common.list");
  const { query } = view;
  const { q, chance, area, location, payout } = query;
  const from = (minor: string) => {
    const amount = view.payouts.find((one) => String(one.minor) === minor);
    return amount ? t("payout", { amount: format.money(amount) }) : minor;
  };
  return (
    <FilterForm
      action="/opportunities"
      keep={{ chance, choose: query.choose || undefined, ...lookFields(query) }}
      clearHref={
        isFiltered(query) ? opportunitiesHref({ chance, ...lookFields(query) }) : undefined
      }
      chips={chipsOf(query, opportunitiesHref, {
        q: (q) => list("searched", { q }),
        area: names.area,
        location: (mpnId) => view.locations.find((one) => one.mpnId === mpnId)?.name ?? mpnId,
        payout: from,
      })}
      end={
        <>
          <ListMenu
            href={opportunitiesHref({ ...query, choose: "", after: null })}
            columns={view.choices.map(({ slug, name }) => [slug, name])}
          />
          {view.rows.length > 0 && !query.choose ? (
            <ChooseLink href={opportunitiesHref({ ...query, choose: "1" })} />
          ) : null}
        </>
      }
    >
      <SearchBox label={t("search")} value={q} />
      <FilterSelect
        label={t("filters.area")}
        name="area"
        value={area}
        options={view.areas.map((key) => ({ value: key, label: names.area(key) }))}
      />
      <FilterSelect
        label={t("filters.location")}
        name="location"
        value={location}
        options={view.locations.map(({ mpnId, name }) => ({
          value: mpnId,
          label: t("location", { name, id: mpnId }),
        }))}
        several
      />
      <FilterSelect
        label={t("filters.payout")}
        name="payout"
        value={payout}
        options={view.payouts
          .filter((amount, at) => at > 0 || String(amount.minor) === payout)
          .map((amount) => ({
            value: String(amount.minor),
            label: from(String(amount.minor)),
          }))}
      />
    </FilterForm>
  );
}

/** What is chosen could still bring so much, and what is not counted. */
function Sums({ view: { all, query, locations, columns, unpaid } }: { view: OpportunitiesView }) {
  const t = useTranslations("opportunities");
  const format = formats(useLocale());
  const place = locations.find(({ mpnId }) => mpnId === query.location);
  const whose = query.q === "" ? "known" : "found";
  return (
    <p>
      {columns.length === 0
        ? null
        : all === null
          ? t("all.many")
          : t.rich(all.most ? "all.most" : "all.sum", {
              whose,
              count: all.count,
              amount: format.money(all.amount),
              at: place ? "one" : "any",
              place: place?.name ?? "",
              strong: (words) => <strong>{words}</strong>,
            })}{" "}
      {unpaid === 0
        ? null
        : t.rich("unpaid", {
            count: unpaid,
            at: place ? "one" : "any",
            place: place?.name ?? "",
            link: (words) => <a href="/engagements">{words}</a>,
          })}
    </p>
  );
}

function Nothing({ view: { query, columns } }: { view: OpportunitiesView }) {
  const t = useTranslations("opportunities.empty");
  const chosen = isFiltered(query) || query.chance !== "";
  const kind = chosen ? "filtered" : columns.length === 0 ? "workshops" : "customers";
  return (
    <EmptyState
      icon={chosen ? "search" : "people"}
      title={t(`${kind}.title`)}
      actions={
        <LinkButton href={chosen ? "/opportunities" : "/engagements"}>
          {t(`${kind}.action`)}
        </LinkButton>
      }
    >
      {t(`${kind}.text`)}
    </EmptyState>
  );
}
