import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChecks } from "@/components/ui/filter-checks";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { ListMenu } from "@/components/ui/list-menu";
import { chipsOf, listHref, lookFields } from "@/components/ui/look-href";
import { Told } from "@/components/ui/message-bar";
import { Pagination } from "@/components/ui/pagination";
import { SearchBox } from "@/components/ui/search-box";
import { Table } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { Whose } from "@/components/ui/whose";
import { TooMany } from "@/components/ui/too-many";
import { endMonths, endReasons } from "@/lib/customers/history/schema";
import type { HistoryView } from "@/lib/views/history";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "./customer-name";
import { customersHref } from "./customers-href";

type Query = HistoryView["query"];

const hrefOf = ({ engagement: { slug } }: HistoryView, query: Partial<Query>) =>
  listHref(
    `/engagements/${slug}/history`,
    query,
    ["q", "reason", "month", "location", "owner", "sort"],
    {
      sort: "-ended",
    },
  );

/** Every round that ended, with who, when and why (D7). */
export async function HistoryList({ view }: { view: HistoryView }) {
  const t = await getTranslations("customers.history");
  const words = await getTranslations("customers");
  const { engagement, query, next } = view;
  const filtered = [query.q, query.month, query.location, query.owner, ...query.reason].some(
    (one) => one !== "",
  );
  if (view.rounds.length === 0 && !filtered) {
    return (
      <EmptyState
        icon="check"
        title={t("emptyTitle")}
        actions={
          <LinkButton href={customersHref(engagement.slug, {})}>{t("emptyAction")}</LinkButton>
        }
      >
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <>
      {view.ended ? (
        <Told>
          {t("justEnded", {
            customer: view.ended.tenantName,
            told: view.ended.told ? "yes" : "no",
          })}
        </Told>
      ) : null}
      <Whose owner={query.owner} href={(owner) => hrefOf(view, { ...query, owner, after: null })} />
      <Shortcuts view={view} />
      <HistoryFilter view={view} filtered={filtered} />
      <TooMany many={view.many} />
      {view.rounds.length > 0 ? (
        <HistoryTable view={view} />
      ) : view.many ? null : (
        <EmptyState icon="search" title={words("empty.filtered.title")}>
          {t("noMatch")}
        </EmptyState>
      )}
      <Pagination
        firstHref={query.after === null ? undefined : hrefOf(view, { ...query, after: null })}
        nextHref={next === null ? undefined : hrefOf(view, { ...query, after: next })}
      />
    </>
  );
}

/** What is asked most: who declined of late, and why; pressed again, all rounds. */
async function Shortcuts({ view }: { view: HistoryView }) {
  const t = await getTranslations("customers.history");
  const { query } = view;
  const to = (change: Partial<Query>) => hrefOf(view, { ...query, after: null, ...change });
  const declined = query.reason.join() === "declined";
  return (
    <Tabs
      variant="pills"
      label={t("shortcuts")}
      tabs={endMonths.map((month) => {
        const current = declined && query.month === month;
        const href = to(current ? { reason: [], month: "" } : { reason: ["declined"], month });
        return { label: t(`declined.${month}`), href, current };
      })}
    />
  );
}

async function HistoryFilter({ view, filtered }: { view: HistoryView; filtered: boolean }) {
  const t = await getTranslations("customers.history");
  const customers = await getTranslations("customers.filters");
  const list = await getTranslations("common.list");
  const { query, locations } = view;
  const { sort, ...look } = query;
  return (
    <FilterForm
      action={hrefOf(view, {})}
      keep={{
        owner: query.owner || undefined,
        sort: sort === "-ended" ? undefined : sort,
        ...lookFields(query),
      }}
      clearHref={filtered ? hrefOf(view, { sort, ...lookFields(look) }) : undefined}
      chips={chipsOf(query, (less) => hrefOf(view, less), {
        q: (q) => list("searched", { q }),
        reason: (reason) => t(`reasons.${reason}`),
        month: (month) => t(`months.${month}`),
        location: (mpnId) => locations.find((one) => one.mpnId === mpnId)?.name ?? mpnId,
      })}
      end={
        <ListMenu
          href={hrefOf(view, { ...query, after: null })}
          columns={(["began", "ended", "reason"] as const).map((key) => [key, t(`columns.${key}`)])}
        />
      }
    >
      <SearchBox label={t("search")} value={query.q} />
      <FilterChecks
        label={t("columns.reason")}
        name="reason"
        chosen={query.reason}
        options={endReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      <FilterSelect
        label={t("columns.ended")}
        name="month"
        value={query.month}
        options={endMonths.map((value) => ({ value, label: t(`months.${value}`) }))}
      />
      <FilterSelect
        label={customers("location")}
        name="location"
        value={query.location}
        options={locations.map(({ mpnId, name }) => ({ value: mpnId, label: name }))}
        several
      />
    </FilterForm>
  );
}

async function HistoryTable({ view }: { view: HistoryView }) {
  const t = await getTranslations("customers.history");
  const format = formats(await getLocale());
  const { query } = view;
  const back = query.sort === "-ended";
  const sortHref = hrefOf(view, { ...query, after: null, sort: back ? "ended" : "-ended" });
  const day = (instant: Date, timeZone: string) => format.shortDay({ at: instant, zone: timeZone });
  return (
    <Table
      caption={t("title")}
      columns={(["customer", "began", "ended", "reason"] as const).map((key) => ({
        key,
        label: t(`columns.${key}`),
        wide: key !== "reason",
        ...(key === "ended" && { sortHref, sorted: back ? "descending" : "ascending" }),
      }))}
      stack
      look={query}
    >
      {view.rounds.map((round) => (
        <tr key={round.id} id={round.id}>
          <th scope="row">
            <CustomerName id={round.tenantId}>{round.name}</CustomerName>
          </th>
          <td data-label={t("columns.began")}>
            {day(round.createdAt, round.timeZone)}
            <small>
              {t(`began.${round.origin}`, {
                name: round.createdByName ?? "",
                evidence: round.evidence ?? "",
              })}
            </small>
          </td>
          <td data-label={t("columns.ended")}>
            {day(lastMoment(round.endedAt), round.timeZone)}
            {round.consentedAt ? (
              <small>{t("consented", { date: day(round.consentedAt, round.timeZone) })}</small>
            ) : round.requestedAt ? (
              <small>{t("asked", { date: day(round.requestedAt, round.timeZone) })}</small>
            ) : (
              <small>{t("neverAsked")}</small>
            )}
          </td>
          <td>
            {t(`reasons.${round.endReason}`)}
            {round.endNote ? <small>{t("said", { text: round.endNote })}</small> : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}
