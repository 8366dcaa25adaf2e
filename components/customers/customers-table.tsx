import { getLocale, getTranslations } from "next-intl/server";
import type { Tone } from "@/components/ui/status";
import { Table, type Column } from "@/components/ui/table";
import type { CustomerLine, CustomersView } from "@/lib/views/customers-page";
import { claimTone } from "@/components/claims/claim-tone";
import { CustomerRows, type RowAct, type RowKind } from "./customer-rows";
import { packRows } from "./pack-rows";
import { customersHref } from "./customers-href";

type Words = Awaited<ReturnType<typeof getTranslations<"customers">>>;

/** The table of section 2: Customer, Type, Status and the one next step of each row. */
export async function CustomersTable({ view }: { view: CustomersView }) {
  const [t, locale] = await Promise.all([getTranslations("customers"), getLocale()]);
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
      name: row.name,
    };
  });
  return (
    <Table caption={t(`tabs.${view.query.tab}`)} columns={columnsOf(view, t)} stack>
      <CustomerRows rows={packRows(rows)} kinds={kinds.all} acts={acts.all} />
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
  const sorted = (by: "name" | "days") =>
    query.sort === by ? "ascending" : query.sort === `-${by}` ? "descending" : undefined;
  const href = (by: "name" | "days") =>
    customersHref(engagement.slug, {
      ...query,
      sort: query.sort === by ? `-${by}` : by,
      after: null,
    });
  return [
    { label: t("columns.customer"), sortHref: href("name"), sorted: sorted("name") },
    { label: t("columns.type"), nowrap: true },
    // Where all is done, no days are left to sort by.
    query.tab === "complete"
      ? { label: t("columns.status") }
      : { label: t("columns.status"), sortHref: href("days"), sorted: sorted("days") },
    { label: t("columns.action") },
  ];
}

function kindOf(row: CustomerLine, act: number, t: Words, locale: string): RowKind {
  const { state } = row;
  const kind = [act, toneOf(row), statusOf(row, t, locale)] as const;
  if (state.kind === "asked") return [...kind, [mailTone[state.mail], t(`mail.${state.mail}`)]];
  if (state.kind === "to_ask" && state.refused) return [...kind, ["danger", t("mail.refused")]];
  const { evidence } = row;
  return evidence === null ? kind : [...kind, ["neutral", t("imported", { evidence })]];
}

function actOf(row: CustomerLine, t: Words): RowAct {
  const { type, action } = row.state;
  return [t(`type.${type}`), action === null ? "" : t(`action.${action}`), ...addressOf(row)];
}

/** Formatting is the dearest part of a row, and few different counts ever come: kept by language. */
const keptWords = new Map<string, string>();

function daysWords(key: "consentDays" | "deliveryDays", days: number, t: Words, locale: string) {
  const name = `${locale} ${key} ${days}`;
  const words = keptWords.get(name) ?? t(`status.${key}`, { days });
  keptWords.set(name, words);
  return words;
}

function statusOf({ state }: CustomerLine, t: Words, locale: string): string {
  switch (state.kind) {
    case "known":
      return t("status.known");
    case "to_ask":
    case "asked":
      return daysWords("consentDays", state.daysLeft, t, locale);
    case "active":
      return daysWords("deliveryDays", state.daysLeft, t, locale);
    case "ineligible":
      return t(`status.${state.reason}`);
    case "completed":
      return t("status.completed");
    case "claimed":
      return t(`claim.${state.claimStatus}`);
  }
}

function toneOf({ state }: CustomerLine): Tone {
  switch (state.kind) {
    case "known":
      return "neutral";
    case "to_ask":
    case "asked":
      return state.daysLeft <= 3 ? "danger" : state.daysLeft <= 7 ? "warning" : "pending";
    case "active":
      return state.daysLeft <= 7 ? "danger" : state.daysLeft <= 14 ? "warning" : "success";
    case "ineligible":
      return "danger";
    case "completed":
      return "success";
    case "claimed":
      return claimTone[state.claimStatus];
  }
}

const mailTone = {
  waiting: "warning",
  queued: "pending",
  sending: "pending",
  sent: "info",
  delivered: "success",
  delayed: "warning",
  returned: "warning",
  bounced: "danger",
  complained: "danger",
  failed: "danger",
} as const;

/** What stands before and after the row's id in the address that its action leads to. */
function addressOf({ state }: CustomerLine): [before: string, after: string] {
  switch (state.action) {
    case "claim_customer":
      return ["customers/", "/claim"];
    case "why":
      return ["customers/", "/eligibility"];
    case "trigger_consent":
    case "resend_consent":
      return ["rounds/", "/consent"];
    case "submit_claim":
    case "view_claim":
      return ["/claims/", ""];
    case null:
      return ["", ""];
  }
}
