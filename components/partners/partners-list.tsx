import { useLocale, useTranslations } from "next-intl";
import type { PartnersView } from "@/lib/views/programme/partners";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { CsvLinks } from "../ui/csv-links";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { TooMany } from "../ui/too-many";
import { importsPage, partnersPage } from "./partner-paths";

/** The companies of the network. */
export function PartnersList({ view, paged }: { view: PartnersView; paged: boolean }) {
  const t = useTranslations("programme.partners");
  const file = useTranslations("imports");
  const { q, rows, next } = view;
  const href = (after?: string) => {
    const search = new URLSearchParams({ ...(q && { q }), ...(after && { after }) });
    return search.size > 0 ? `${partnersPage}?${search.toString()}` : partnersPage;
  };
  const nothing = q ? "none" : "empty";
  return (
    <>
      <p>{t("intro")}</p>
      <FilterForm
        action={partnersPage}
        clearHref={q ? partnersPage : undefined}
        end={
          <>
            <CsvLinks
              href={`${partnersPage}/export.csv${q ? `?${new URLSearchParams({ q })}` : ""}`}
            >
              {file("exportPartners")}
            </CsvLinks>
            {view.mayMake ? (
              <>
                <LinkButton href={`${importsPage}/new?kind=partners`}>
                  {file("importPartners")}
                </LinkButton>
                <LinkButton href={`${partnersPage}/new`}>{t("new")}</LinkButton>
              </>
            ) : null}
          </>
        }
      >
        <SearchBox label={t("search")} value={q} />
      </FilterForm>
      <TooMany many={view.many} />
      {rows.length === 0 ? (
        <EmptyState icon={q ? "search" : "people"} title={t(nothing)}>
          {t(`${nothing}Text`)}
        </EmptyState>
      ) : (
        <PartnersTable rows={rows} />
      )}
      <Pagination
        firstHref={paged ? href() : undefined}
        nextHref={next === null ? undefined : href(next)}
      />
    </>
  );
}

function PartnersTable({ rows }: Pick<PartnersView, "rows">) {
  const t = useTranslations("programme.partners");
  const format = formats(useLocale());
  const columns = [
    { label: t("name") },
    { label: t("domains") },
    { label: t("country") },
    { label: t("locations"), end: true },
  ];
  return (
    <Table caption={t("name")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id} id={row.id}>
          <th scope="row">
            <a href={`${partnersPage}/${row.id}`}>{row.name}</a>
            {row.suspended ? (
              <small>
                <Status tone="warning">{t("suspended")}</Status>
              </small>
            ) : null}
          </th>
          <td>{row.domains.join(", ")}</td>
          <td>{format.country(row.country)}</td>
          <td data-label={t("locations")}>{format.count(row.locations)}</td>
        </tr>
      ))}
    </Table>
  );
}
