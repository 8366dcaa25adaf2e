import { useLocale, useTranslations } from "next-intl";
import type { TenantsView } from "@/lib/views/programme/tenants";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Table } from "../ui/table";
import { TooMany } from "../ui/too-many";

const base = "/programme/tenants";

/** Finding a tenant. */
export function TenantsList({ view, paged }: { view: TenantsView; paged: boolean }) {
  const t = useTranslations("programme.tenants");
  const { q, rows, next } = view;
  const href = (after?: string) => {
    const search = new URLSearchParams({ ...(q && { q }), ...(after && { after }) });
    return search.size > 0 ? `${base}?${search.toString()}` : base;
  };
  const nothing = q ? "none" : "empty";
  return (
    <>
      <p>{t("intro")}</p>
      <FilterForm
        action={base}
        clearHref={q ? base : undefined}
        end={view.edits ? <LinkButton href={`${base}/new`}>{t("new")}</LinkButton> : undefined}
      >
        <SearchBox label={t("search")} value={q} />
      </FilterForm>
      <TooMany many={view.many} />
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t(nothing)}>
          {t(`${nothing}Text`)}
        </EmptyState>
      ) : (
        <TenantsTable rows={rows} />
      )}
      <Pagination
        firstHref={paged ? href() : undefined}
        nextHref={next === null ? undefined : href(next)}
      />
    </>
  );
}

function TenantsTable({ rows }: Pick<TenantsView, "rows">) {
  const t = useTranslations("programme.tenants");
  const format = formats(useLocale());
  const columns = [
    { label: t("name") },
    { label: t("domains") },
    { label: t("country") },
    { label: t("tpid"), end: true },
    { label: t("id") },
  ];
  return (
    <Table caption={t("name")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id} id={row.id}>
          <th scope="row">
            <a href={`${base}/${row.id}`}>{row.name}</a>
          </th>
          <td>{row.domains.join(", ")}</td>
          <td>{row.country === null ? null : format.country(row.country)}</td>
          <td data-label={row.tpid === null ? undefined : t("tpid")}>{row.tpid}</td>
          <td>
            <code>{row.id}</code>
          </td>
        </tr>
      ))}
    </Table>
  );
}
