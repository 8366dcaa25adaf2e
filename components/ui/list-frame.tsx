import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ListLook } from "@/lib/lists/schema";
import type { Chip } from "./chips";
import { EmptyState } from "./empty-state";
import { FilterChecks } from "./filter-checks";
import { FilterForm, FilterSelect, withChosen, type FilterOption } from "./filter-form";
import type { IconName } from "./icon";
import { ListKeys } from "./listening";
import { listHref, lookFields } from "./look-href";
import { Pagination } from "./pagination";
import { SearchBox } from "./search-box";
import { Table, type Column } from "./table";
import { TooMany } from "./too-many";
import { ListMenu } from "./list-menu";

type Value = string | readonly string[] | null;
/** What a list's address says (`listQuery`). */
type Seen = { [name: string]: Value } & ListLook & { sort: string; after: string | null };
/** `single`: only one of them can be chosen. */
type Filter = { name: string; label: string; options: readonly FilterOption[]; single?: boolean };

type Props = {
  path: string;
  query: Seen;
  /** The order that it has where its address says nothing. */
  usual: string;
  /** What of its address stays beside the filters: a tab. */
  stays?: readonly string[];
  /** What can be searched for. */
  search?: string;
  filters?: readonly Filter[];
  caption: string;
  /** `sort`: the order that a column's head asks for. */
  columns: readonly (Column & { sort?: string })[];
  next: string | null;
  many?: boolean;
  empty: { icon?: IconName; title: string; text?: ReactNode };
  /** Buttons of the list. */
  end?: ReactNode;
  /** Rows of the table; see `Table`. */
  children: readonly ReactNode[];
};

/** A whole list (K3, K4): its search, filters, chips, menu, table and pages, from what its address says. */
export function ListFrame(props: Props) {
  const {
    path,
    query,
    usual,
    stays = [],
    filters = [],
    caption,
    columns,
    next,
    empty,
    children: rows,
  } = props;
  const t = useTranslations("common.list");
  const names = ["q", ...stays, ...filters.map(({ name }) => name), "sort"];
  const href = (change: Partial<Seen>) =>
    listHref(path, { ...query, after: null, ...change }, names, { sort: usual });
  const chips = chipsOf(query, filters, href, (q) => t("searched", { q }));
  const cleared = Object.fromEntries(
    ["q", ...filters.map(({ name }) => name)].map((name) => [name, ""]),
  );
  // Of nothing there is nothing to search or to choose from.
  const isBare = rows.length === 0 && chips.length === 0 && query.after === null && !props.many;
  const end = (
    <>
      <ListMenu
        href={href({})}
        columns={columns.flatMap(({ key, label }) => (key ? [[key, label] as const] : []))}
      />
      {props.end}
    </>
  );
  return (
    <>
      {isBare || (props.search === undefined && filters.length === 0) ? (
        <div className="toolbar">
          <ListKeys />
          <div className="end buttons">{isBare ? props.end : end}</div>
        </div>
      ) : (
        <FilterForm
          action={path}
          keep={{
            ...kept(query, stays),
            sort: query.sort === usual ? undefined : query.sort,
            ...lookFields(query),
          }}
          clearHref={chips.length > 0 ? href(cleared) : undefined}
          chips={chips}
          end={end}
        >
          {props.search === undefined ? null : (
            <SearchBox label={props.search} value={text(query.q)} />
          )}
          {filters.map((filter) => (
            <FilterField key={filter.name} filter={filter} chosen={query[filter.name]} />
          ))}
        </FilterForm>
      )}
      <TooMany many={props.many ?? false} />
      {rows.length > 0 ? (
        <Table
          caption={caption}
          columns={columns.map(({ sort, ...column }) => ({
            ...column,
            ...sorting(query.sort, sort, href),
          }))}
          stack
          look={query}
        >
          {rows}
        </Table>
      ) : props.many ? null : chips.length > 0 ? (
        <EmptyState icon="search" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <EmptyState title={empty.title} {...(empty.icon && { icon: empty.icon })}>
          {empty.text}
        </EmptyState>
      )}
      <Pagination
        firstHref={query.after === null ? undefined : href({})}
        nextHref={next === null ? undefined : href({ after: next })}
      />
    </>
  );
}

function FilterField({ filter, chosen }: { filter: Filter; chosen: Value | undefined }) {
  const { name, label, options } = filter;
  if (filter.single)
    return <FilterSelect label={label} name={name} value={text(chosen)} options={options} />;
  return (
    <FilterChecks label={label} name={name} options={options} chosen={[chosen ?? []].flat()} />
  );
}

const text = (value: Value | undefined) => (typeof value === "string" ? value : "");

function kept(query: Seen, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, text(query[name])]));
}

/** What is searched and filtered by, each with the address of the list without it. */
function chipsOf(
  query: Seen,
  filters: readonly Filter[],
  href: (change: Partial<Seen>) => string,
  searched: (q: string) => string,
): Chip[] {
  const q = text(query.q);
  const found = filters.flatMap(({ name, options }) => {
    const chosen = [query[name] ?? []].flat();
    return withChosen(options, chosen)
      .filter(({ value }) => chosen.includes(value))
      .map(({ value, label }) => ({
        label,
        href: href({ [name]: chosen.filter((other) => other !== value) }),
      }));
  });
  return q === "" ? found : [{ label: searched(q), href: href({ q: "" }) }, ...found];
}

function sorting(
  now: string,
  asked: string | undefined,
  href: (change: Partial<Seen>) => string,
): Partial<Column> {
  if (asked === undefined) return {};
  const other = now === asked ? (now.startsWith("-") ? now.slice(1) : `-${now}`) : asked;
  const plain = now.replace(/^-/, "") === asked.replace(/^-/, "");
  const sorted = plain ? (now.startsWith("-") ? "descending" : "ascending") : undefined;
  return { sortHref: href({ sort: other }), sorted };
}
