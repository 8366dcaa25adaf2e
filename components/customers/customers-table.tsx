import { useLocale, useTranslations } from "next-intl";
import { Table, type Column } from "@/components/ui/table";
import { sortOf } from "@/lib/customers/schema";
import type { CustomerLine, CustomersView } from "@/lib/views/customers-page";
import { CustomerRows, type RowAct, type RowKind } from "./customer-rows";
import { packRows } from "./pack-rows";
import { customersHref } from "./customers-href";
import { mailTone } from "../ui/mail-tone";
import { addressOf, statusOf, toneOf } from "./row-words";

type Words = ReturnType<typeof useTranslations<"customers">>;

/** The table of section 2: Customer, Type, Status and the one next step of each row. */
export function CustomersTable({ view }: { view: CustomersView }) {
  const [t, locale] = [useTranslations("customers"), useLocale()];
  const acts = once<RowAct>();
  const kinds = once<RowKind>();
  const rows = view.rows.map((row) => {
    const kind = () =>
      kindOf(
        row,
        acts.placeOf(`${row.state.type} ${row.state.action}`, () => actOf(row, t)),
        t,
        locale,
      );
    return {
      kind: kinds.placeOf(JSON.stringify([row.state, row.evidence]), kind),
      id: row.rowId,
      tenantId: row.tenantId,
      name: row.name,
    };
  });
  return (
    <Table
      caption={t(`tabs.${view.query.tab}`)}
      columns={columnsOf(view, t)}
      stack
      look={view.query}
    >
      <CustomerRows
        rows={packRows(rows)}
        kinds={kinds.all}
        acts={acts.all}
        choose={[view.engagement.slug, useTranslations("runs.bar")("row", { name: "" }).trim()]}
      />
    </Table>
  );
}

/** What is made once for each name, and where it then stands. */
function once<T>() {
  const all: T[] = [];
  const places = new Map<string, number>();
  const placeOf = (name: string, make: () => T) => {
    const place = places.get(name) ?? all.push(make()) - 1;
    places.set(name, place);
    return place;
  };
  return { all, placeOf };
}

function columnsOf({ engagement, query }: CustomersView, t: Words): Column[] {
  const sort = sortOf(query);
  const sorted = (by: "name" | "days") =>
    sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined;
  const href = (by: "name" | "days") =>
    customersHref(engagement.slug, {
      ...query,
      sort: sort === by ? `-${by}` : by,
      after: null,
    });
  return [
    { label: t("columns.customer"), sortHref: href("name"), sorted: sorted("name") },
    { key: "type", label: t("columns.type"), nowrap: true },
    // Where all is done, no days are left to sort by.
    query.tab === "complete"
      ? { key: "status", label: t("columns.status") }
      : {
          key: "status",
          label: t("columns.status"),
          sortHref: href("days"),
          sorted: sorted("days"),
        },
    { key: "action", label: t("columns.action") },
  ];
}

function kindOf(row: CustomerLine, act: number, t: Words, locale: string): RowKind {
  const { state } = row;
  const kind = [act, toneOf(state), statusOf(state, t, locale)] as const;
  if (state.kind === "asked") return [...kind, [mailTone[state.mail], t(`mail.${state.mail}`)]];
  if (state.kind === "to_ask" && state.refused) return [...kind, ["danger", t("mail.refused")]];
  const { evidence } = row;
  return evidence === null ? kind : [...kind, ["neutral", t("imported", { evidence })]];
}

function actOf(row: CustomerLine, t: Words): RowAct {
  const { type, action } = row.state;
  return [t(`type.${type}`), action === null ? "" : t(`action.${action}`), ...addressOf(row.state)];
}
