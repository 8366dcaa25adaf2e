import { useLocale, useTranslations } from "next-intl";
import type { TenantsView } from "@/lib/views/programme/tenants";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { chipsOf, listHref, lookFields } from "../ui/look-href";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { ListMenu } from "../ui/list-menu";
import { Table, type Column } from "../ui/table";
import { TooMany } from "../ui/too-many";

const base = "/programme/tenants";
const keys = ["domains", "country", "tpid", "id"] as const;

const tenantsHref = (query: Partial<TenantsView["query"]>) =>
  listHref(base, query, ["q", "sort"], { sort: "name" });

/** Finding a tenant. */
export function TenantsList({ view }: { view: TenantsView }) {
  const t = useTranslations("programme.tenants");
  const list = useTranslations("common.list");
  const { query, rows, next } = view;
  const { q, sort } = query;
  const nothing = q ? "none" : "empty";
  return (
    <>
      <p>{t("intro")}</p>
      <FilterForm
        action={base}
        keep={{ sort: sort === "name" ? undefined : sort, ...lookFields(query) }}
        clearHref={q ? tenantsHref({ sort, ...lookFields(query) }) : undefined}
        chips={chipsOf(query, tenantsHref, { q: (typed) => list("searched", { q: typed }) })}
        end={
          <>
            <ListMenu
              href={tenantsHref({ ...query, after: null })}
              columns={keys.map((key) => [key, t(key)])}
            />
            {view.edits ? <LinkButton href={`${base}/new`}>{t("new")}</LinkButton> : null}
          </>
        }
      >
        <SearchBox label={t("search")} value={q} />
      </FilterForm>
      <TooMany many={view.many} />
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t(nothing)}>
          {t(`${nothing}Text`)}
        </EmptyState>
      ) : (
        <TenantsTable view={view} />
      )}
      <Pagination
        firstHref={query.after === null ? undefined : tenantsHref({ ...query, after: null })}
        nextHref={next === null ? undefined : tenantsHref({ ...query, after: next })}
      />
    </>
  );
}

function TenantsTable({ view: { rows, query } }: { view: TenantsView }) {
  const t = useTranslations("programme.tenants");
  const format = formats(useLocale());
  const back = query.sort === "-name";
  const columns: Column[] = [
    {
      label: t("name"),
      sortHref: tenantsHref({ ...query, after: null, sort: back ? "name" : "-name" }),
      sorted: back ? "descending" : "ascending",
    },
    ...keys.map((key) => ({ key, label: t(key), end: key === "tpid" })),
  ];
  return (
    <Table caption={t("name")} columns={columns} stack look={query}>
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
