import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm } from "@/components/ui/filter-form";
import { Pagination } from "@/components/ui/pagination";
import { SearchBox } from "@/components/ui/search-box";
import { Table } from "@/components/ui/table";
import { Whose } from "@/components/ui/whose";
import { TooMany } from "@/components/ui/too-many";
import type { HistoryView } from "@/lib/views/history";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "./customer-name";
import { customersHref } from "./customers-href";

/** Every round that ended, with who, when and why (D7). */
export async function HistoryList({ view }: { view: HistoryView }) {
  const t = await getTranslations("customers.history");
  const words = await getTranslations("customers");
  const { engagement, q, owner, next } = view;
  const base = `/engagements/${engagement.slug}/history`;
  const href = (after: string | null, whose = owner) => {
    const search = new URLSearchParams({ ...(q && { q }), ...(whose && { owner: whose }), ...(after !== null && { after }) }); // prettier-ignore
    return search.size > 0 ? `${base}?${search.toString()}` : base;
  };
  if (view.rounds.length === 0 && !q && !owner) {
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
      <Whose owner={owner} href={(whose) => href(null, whose)} />
      <FilterForm
        action={base}
        keep={{ owner: owner || undefined }}
        clearHref={q || owner ? base : undefined}
      >
        <SearchBox label={t("search")} value={q} />
      </FilterForm>
      <TooMany many={view.many} />
      {view.rounds.length > 0 ? (
        <HistoryTable view={view} />
      ) : view.many ? null : (
        <EmptyState icon="search" title={words("empty.filtered.title")}>
          {t("noMatch")}
        </EmptyState>
      )}
      <Pagination
        firstHref={view.paged ? href(null) : undefined}
        nextHref={next === null ? undefined : href(next)}
      />
    </>
  );
}

async function HistoryTable({ view }: { view: HistoryView }) {
  const t = await getTranslations("customers.history");
  const format = formats(await getLocale());
  const day = (instant: Date, timeZone: string) => format.shortDay({ at: instant, zone: timeZone });
  return (
    <Table
      caption={t("title")}
      columns={(["customer", "began", "ended", "reason"] as const).map((key) => ({
        label: t(`columns.${key}`),
      }))}
      stack
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
