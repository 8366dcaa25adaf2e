import { useLocale, useTranslations } from "next-intl";
import type { RoundsView } from "@/lib/views/programme/rounds";
import { formats } from "@/messages/format/formats";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { Told } from "../ui/message-bar";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Table } from "../ui/table";
import { TooMany } from "../ui/too-many";
import { PartnerFrame } from "./partner-frame";
import { extendPage, roundsPage } from "./partner-paths";

type Props = { view: RoundsView; paged: boolean; done: boolean };

/** The rounds of a company whose deadline runs; each leads to where it is extended (P25). */
export function RoundsList({ view, paged, done }: Props) {
  const t = useTranslations("programme.partners.rounds");
  const { q, next, partner } = view;
  const base = roundsPage(partner.id);
  const href = (after?: string) => {
    const search = new URLSearchParams({ ...(q && { q }), ...(after && { after }) });
    return search.size > 0 ? `${base}?${search.toString()}` : base;
  };
  return (
    <PartnerFrame tab title={t("titleOf", { name: partner.name })} of={partner}>
      {done ? <Told>{t("done")}</Told> : null}
      <p>{t("intro")}</p>
      <FilterForm action={base} clearHref={q ? base : undefined}>
        <SearchBox label={t("search")} value={q} />
      </FilterForm>
      <TooMany many={view.many} />
      {view.rows.length > 0 ? (
        <RoundsTable view={view} />
      ) : view.many ? null : (
        <EmptyState icon={q ? "search" : "check"} title={t(q ? "none" : "empty")}>
          {t(q ? "noneText" : "emptyText")}
        </EmptyState>
      )}
      <Pagination
        firstHref={paged ? href() : undefined}
        nextHref={next === null ? undefined : href(next)}
      />
    </PartnerFrame>
  );
}

function RoundsTable({ view: { rows, partner } }: Pick<Props, "view">) {
  const t = useTranslations("programme.partners.rounds");
  const format = formats(useLocale());
  const columns = (["customer", "workshop", "waitsFor", "lastDay"] as const).map((key) => ({
    label: t(`columns.${key}`),
  }));
  return (
    <Table caption={t("title")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id} id={row.id}>
          <th scope="row">
            <a href={extendPage(partner.id, row.id)}>{row.customer}</a>
          </th>
          <td>
            {row.workshop}
            <small>{row.location}</small>
          </td>
          <td data-label={t("columns.waitsFor")}>{t(`kinds.${row.kind}`)}</td>
          <td data-label={t("columns.lastDay")}>
            {format.shortDay(row.lastDay)}
            <small>{t("left", { days: row.daysLeft })}</small>
          </td>
        </tr>
      ))}
    </Table>
  );
}
