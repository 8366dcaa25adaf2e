import { getTranslations } from "next-intl/server";
import { Status, type Tone } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import type { AttentionLine } from "@/lib/views/attention";

type Words = Awaited<ReturnType<typeof getTranslations<"attention">>>;

/** Everything that waits, the most urgent first, each with its one next step. */
export async function AttentionTable({ rows }: { rows: AttentionLine[] }) {
  const t = await getTranslations("attention");
  const columns = (["customer", "kind", "engagement", "left", "action"] as const).map((key) => ({
    label: t(`columns.${key}`),
  }));
  return (
    <Table caption={t("title")} columns={columns} stack>
      {rows.map((row) => (
        <Row key={`${row.kind} ${row.id}`} row={row} t={t} />
      ))}
    </Table>
  );
}

async function Row({ row, t }: { row: AttentionLine; t: Words }) {
  const customers = await getTranslations("customers");
  const step = t(`step.${row.step}`);
  return (
    <tr>
      <th scope="row">
        {row.customer}
        <small>{row.location}</small>
      </th>
      <td>
        {t(`kinds.${row.kind}`)}
        <Detail row={row} t={t} mail={customers} />
      </td>
      <td>{row.engagement.name}</td>
      <td>
        <Status tone={toneOf(row.daysLeft)}>{t("left", { days: row.daysLeft })}</Status>
      </td>
      <td>
        <a href={row.href} aria-label={t("stepOf", { step, customer: row.customer })}>
          {step}
        </a>
      </td>
    </tr>
  );
}

type CustomerWords = Awaited<ReturnType<typeof getTranslations<"customers">>>;

function Detail({
  row: { detail },
  t,
  mail,
}: {
  row: AttentionLine;
  t: Words;
  mail: CustomerWords;
}) {
  switch (detail?.kind) {
    case "mail":
      return <small>{mail(`mail.${detail.state}`)}</small>;
    case "survey":
      return detail.surveys.map((survey) => <small key={survey}>{t(`surveys.${survey}`)}</small>);
    case "claim":
      return <small>{mail(`claim.${detail.status}`)}</small>;
    default:
      return null;
  }
}

function toneOf(daysLeft: number): Tone {
  return daysLeft <= 3 ? "danger" : daysLeft <= 14 ? "warning" : "pending";
}
