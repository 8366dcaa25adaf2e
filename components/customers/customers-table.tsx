import { getTranslations } from "next-intl/server";
import { Status, type Tone } from "@/components/ui/status";
import { Table, type Column } from "@/components/ui/table";
import type { CustomerLine, CustomersView } from "@/lib/views/customers-page";
import { claimTone } from "@/components/claims/claim-tone";
import { customersHref } from "./customers-href";

type Words = Awaited<ReturnType<typeof getTranslations<"customers">>>;

/** The table of section 2: Customer, Type, Status and the one next step of each row. */
export async function CustomersTable({ view }: { view: CustomersView }) {
  const t = await getTranslations("customers");
  return (
    <Table caption={t(`tabs.${view.query.tab}`)} columns={columnsOf(view, t)} stack>
      {view.rows.map((row) => (
        <CustomerRow key={row.tenantId} row={row} slug={view.engagement.slug} t={t} />
      ))}
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
    { label: t("columns.type") },
    { label: t("columns.status"), sortHref: href("days"), sorted: sorted("days") },
    { label: t("columns.action") },
  ];
}

function CustomerRow({ row, slug, t }: { row: CustomerLine; slug: string; t: Words }) {
  const { state } = row;
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{t(`type.${state.type}`)}</td>
      <td>
        <span data-tone={toneOf(row)}>{statusOf(row, t)}</span>
        {state.kind === "asked" ? (
          <small>
            <Status tone={mailTone[state.mail]}>{t(`mail.${state.mail}`)}</Status>
          </small>
        ) : null}
      </td>
      <td>
        <a
          href={actionHref(row, slug)}
          aria-label={t("action.of", { action: t(`action.${state.action}`), customer: row.name })}
        >
          {t(`action.${state.action}`)}
        </a>
      </td>
    </tr>
  );
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

function actionHref(
  { tenantId, associationId, claimNumber, state }: CustomerLine,
  slug: string,
): string {
  const base = `/engagements/${slug}/customers`;
  switch (state.action) {
    case "claim_customer":
      return `${base}/${tenantId}/claim`;
    case "trigger_consent":
    case "resend_consent":
      return `${base}/${associationId ?? ""}/consent`;
    case "why":
      return `${base}/${tenantId}/eligibility`;
    case "submit_claim":
    case "view_claim":
      return `/claims/${claimNumber ?? ""}`;
  }
}
