import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import { CustomerName } from "@/components/customers/customer-name";
import type { AttentionLine, AttentionView } from "@/lib/views/attention";

type Words = ReturnType<typeof useTranslations<"attention">>;

export const attentionColumns = ["customer", "kind", "engagement", "left", "action"] as const;

/** Everything that waits, the most urgent first, each with its one next step. */
export function AttentionTable({ view: { rows, query } }: { view: AttentionView }) {
  const t = useTranslations("attention");
  const columns = attentionColumns.map((key) => ({
    key,
    label: t(`columns.${key}`),
    wide: key === "engagement",
  }));
  // A claim can wait for two things: the way back leads to the more urgent.
  const first = (row: AttentionLine) => rows.find((one) => one.rowId === row.rowId) === row;
  return (
    <Table caption={t("title")} columns={columns} stack look={query}>
      {rows.map((row) => (
        <Row
          key={`${row.kind} ${row.id}`}
          row={row}
          id={first(row) ? row.rowId : undefined}
          t={t}
        />
      ))}
    </Table>
  );
}

type RowProps = { row: AttentionLine; id: string | undefined; t: Words };

function Row({ row, id, t }: RowProps) {
  const customers = useTranslations("customers");
  const step = t(`step.${row.step}`);
  return (
    <tr id={id}>
      <th scope="row">
        <CustomerName id={row.customer.id}>{row.customer.name}</CustomerName>
        <small>{row.location}</small>
      </th>
      <td>
        <What row={row} t={t} mail={customers} />
      </td>
      <td>{row.engagement?.name ?? "–"}</td>
      <td>
        <Status tone={toneOf(row.daysLeft)}>
          {t(row.kind === "follow_up" ? "since" : "left", { days: Math.abs(row.daysLeft) })}
        </Status>
      </td>
      <td>
        <a href={row.href} aria-label={t("stepOf", { step, customer: row.customer.name })}>
          {step}
        </a>
      </td>
    </tr>
  );
}

type CustomerWords = ReturnType<typeof useTranslations<"customers">>;
type WhatProps = { row: AttentionLine; t: Words; mail: CustomerWords };

/** What waits, of this one row: an e-mail's own state says more than its kind. */
function What({ row: { kind, detail }, t, mail }: WhatProps) {
  if (detail?.kind === "mail") return mail(`mail.${detail.state}`);
  if (detail?.kind === "survey" && kind === "mail_failed")
    return detail.surveys.map((survey) => <div key={survey}>{t(`surveys.${survey}`)}</div>);
  if (kind === "mail_failed") return null;
  if (detail?.kind === "line") return <bdi>{detail.line}</bdi>;
  return (
    <>
      {t(`one.${kind}`)}
      {detail?.kind === "claim" ? <small>{mail(`claim.${detail.status}`)}</small> : null}
    </>
  );
}

function toneOf(daysLeft: number): Tone {
  return daysLeft <= 3 ? "danger" : daysLeft <= 14 ? "warning" : "pending";
}
