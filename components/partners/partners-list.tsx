import { useLocale, useTranslations } from "next-intl";
import type { PartnersView } from "@/lib/views/programme/partners";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { chipsOf, listHref, lookFields } from "../ui/look-href";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Status } from "../ui/status";
import { Table, type Column } from "../ui/table";
import { TooMany } from "../ui/too-many";
import { ListMenu } from "../ui/list-menu";
import { importsPage, partnersPage } from "./partner-paths";

const keys = ["domains", "country", "locations"] as const;

const partnersHref = (query: Partial<PartnersView["query"]>) =>
  listHref(partnersPage, query, ["q", "sort"], { sort: "name" });

/** The companies of the network. */
export function PartnersList({ view }: { view: PartnersView }) {
  const list = useTranslations("common.list");
  const t = useTranslations("programme.partners");
  const file = useTranslations("imports");
  const { query, rows, next } = view;
  const { q, sort } = query;
  const nothing = q ? "none" : "empty";
  return (
    <>
      <p>{t("intro")}</p>
      <FilterForm
        action={partnersPage}
        keep={{ sort: sort === "name" ? undefined : sort, ...lookFields(query) }}
        clearHref={q ? partnersHref({ sort, ...lookFields(query) }) : undefined}
        chips={chipsOf(query, partnersHref, { q: (typed) => list("searched", { q: typed }) })}
        end={
          <>
            <ListMenu
              href={partnersHref({ ...query, after: null })}
              columns={keys.map((key) => [key, t(key)])}
              file={[listHref(`${partnersPage}/export.csv`, { q }, ["q"]), file("exportPartners")]}
            />
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
        <PartnersTable view={view} />
      )}
      <Pagination
        firstHref={query.after === null ? undefined : partnersHref({ ...query, after: null })}
        nextHref={next === null ? undefined : partnersHref({ ...query, after: next })}
      />
    </>
  );
}

function PartnersTable({ view: { rows, query } }: { view: PartnersView }) {
  const t = useTranslations("programme.partners");
  const format = formats(useLocale());
  const back = query.sort === "-name";
  const columns: Column[] = [
    {
      label: t("name"),
      sortHref: partnersHref({ ...query, after: null, sort: back ? "name" : "-name" }),
      sorted: back ? "descending" : "ascending",
    },
    ...keys.map((key) => ({ key, label: t(key), end: key === "locations" })),
  ];
  return (
    <Table caption={t("name")} columns={columns} stack look={query}>
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
