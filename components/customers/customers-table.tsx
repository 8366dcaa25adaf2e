import { getTranslations } from "next-intl/server";
import type { Tone } from "@/components/ui/status";
import { Table, type Column } from "@/components/ui/table";
import type { CustomerLine, CustomersView } from "@/lib/views/customers-page";
import { claimTone } from "@/components/claims/claim-tone";
import { CustomerRows, type CustomerCells } from "./customer-rows";
import { customersHref } from "./customers-href";

type Words = Awaited<ReturnType<typeof getTranslations<"customers">>>;

/** The table of section 2: Customer, Type, Status and the one next step of each row. */
export async function CustomersTable({ view }: { view: CustomersView }) {
  const t = await getTranslations("customers");
  const { rows, engagement } = view;
  const types = new Set(rows.map(({ state }) => state.type));
  const actions = new Set(rows.map(({ state }) => state.action));
  const mails = new Set(rows.flatMap(({ state }) => (state.kind === "asked" ? [state.mail] : [])));
  return (
    <Table caption={t(`tabs.${view.query.tab}`)} columns={columnsOf(view, t)} stack>
      <CustomerRows
        rows={rows.map((row) => cellsOf(row, t))}
        base={`/engagements/${engagement.slug}/customers`}
        types={Object.fromEntries([...types].map((type) => [type, t(`type.${type}`)]))}
        actions={Object.fromEntries([...actions].map((action) => [action, t(`action.${action}`)]))}
        mails={Object.fromEntries(
          [...mails].map((mail) => [mail, [mailTone[mail], t(`mail.${mail}`)]]),
        )}
      />
    </Table>
  );
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

function cellsOf(row: CustomerLine, t: Words): CustomerCells {
  const { state } = row;
  const cells = [
    row.name,
    state.type,
    toneOf(row),
    statusOf(row, t),
    state.action,
    actionHref(row),
  ] as const;
  return state.kind === "asked" ? [...cells, state.mail] : cells;
}

function statusOf({ state }: CustomerLine, t: Words): string {
  switch (state.kind) {
    case "known":
      return t("status.known");
    case "to_ask":
    case "asked":
      return t("status.consentDays", { days: state.daysLeft });
    case "active":
      return t("status.deliveryDays", { days: state.daysLeft });
    case "ineligible":
      return t(`status.${state.reason}`);
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
    case "claimed":
      return claimTone[state.claimStatus];
  }
}

const mailTone = {
  queued: "pending",
  sending: "pending",
  sent: "info",
  delivered: "success",
  delayed: "warning",
  bounced: "danger",
  complained: "danger",
  failed: "danger",
} as const;

function actionHref({ tenantId, associationId, claimNumber, state }: CustomerLine): string {
  switch (state.action) {
    case "claim_customer":
      return `${tenantId}/claim`;
    case "trigger_consent":
    case "resend_consent":
      return `${associationId ?? ""}/consent`;
    case "why":
      return `${tenantId}/eligibility`;
    case "submit_claim":
    case "view_claim":
      return `/claims/${claimNumber ?? ""}`;
  }
}
