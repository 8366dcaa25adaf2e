import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import type { AttentionLine, EngagementsOverview } from "@/lib/views/engagements-overview";

type View = Extract<EngagementsOverview, { tab: "attention" }>;
type Action = "trigger_consent" | "resend_consent" | "submit_claim";

/** The rounds that run out or went wrong, each with its next step. */
export async function AttentionTable({ view }: { view: View }) {
  const t = await getTranslations("engagements.attention");
  if (view.rows.length === 0) {
    return (
      <EmptyState
        icon="check"
        title={t("empty.title")}
        actions={<LinkButton href="/engagements">{t("empty.action")}</LinkButton>}
      >
        {t("empty.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="hint above">
        {t("intro")} {view.cut ? t("first", { count: view.rows.length }) : null}
      </p>
      <Table
        caption={t("columns.reason")}
        stack
        columns={[
          { label: t("columns.customer") },
          { label: t("columns.engagement") },
          { label: t("columns.reason") },
          { label: t("columns.action") },
        ]}
      >
        {view.rows.map((row) => (
          <AttentionRow key={row.associationId} row={row} />
        ))}
      </Table>
    </>
  );
}

async function AttentionRow({ row }: { row: AttentionLine }) {
  const t = await getTranslations("engagements.attention");
  const customers = await getTranslations("customers");
  const next = nextOf(row);
  const action = customers(`action.${next.action}`);
  return (
    <tr>
      <th scope="row">{row.customer}</th>
      <td>
        <a href={`/engagements/${row.engagement.slug}/customers?tab=eligible`}>
          {row.engagement.name}
        </a>
      </td>
      <td>
        {row.reasons.map((reason) => (
          <div key={reason}>
            <Status tone={toneOf(reason, row.daysLeft)}>{t(`reasons.${reason}`)}</Status>
          </div>
        ))}
        <small>
          {customers(row.consented ? "status.deliveryDays" : "status.consentDays", {
            days: row.daysLeft,
          })}
        </small>
      </td>
      <td>
        <a href={next.href} aria-label={customers("action.of", { action, customer: row.customer })}>
          {action}
        </a>
      </td>
    </tr>
  );
}

function nextOf(row: AttentionLine): { action: Action; href: string } {
  if (row.consented) return { action: "submit_claim", href: `/claims/${row.claimNumber ?? ""}` };
  return {
    action: row.requested ? "resend_consent" : "trigger_consent",
    href: `/engagements/${row.engagement.slug}/customers/${row.associationId}/consent`,
  };
}

function toneOf(reason: AttentionLine["reasons"][number], daysLeft: number) {
  if (reason === "mail_failed") return "danger";
  if (reason === "not_sent") return "pending";
  return daysLeft <= 3 ? "danger" : "warning";
}
