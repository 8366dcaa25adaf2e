import { useLocale, useTranslations } from "next-intl";
import { CustomerName } from "@/components/customers/customer-name";
import { Choose } from "@/components/runs/choose";
import type { Tone } from "@/components/ui/status";
import { Table, type Column } from "@/components/ui/table";
import type { ClaimRow, ClaimsListView } from "@/lib/views/claim/list";
import { formats } from "@/messages/format/formats";
import { claimTone } from "./claim-tone";
import { claimsHref } from "./claims-href";

/** One row a claim; the claim ID leads to it. */
export function ClaimsTable({ view }: { view: ClaimsListView }) {
  const t = useTranslations("claimsList");
  const status = useTranslations("customers.claim");
  const box = useTranslations("runs.bar")("row", { name: "" }).trim();
  const format = formats(useLocale());
  const { query, rows } = view;
  const sorted = (by: string) =>
    query.sort === by ? "ascending" : query.sort === `-${by}` ? "descending" : undefined;
  const sortHref = (by: "number" | "name" | "due") =>
    claimsHref({ ...query, sort: query.sort === by ? `-${by}` : by, after: null });
  const columns: Column[] = [
    { label: t("columns.number"), sortHref: sortHref("number"), sorted: sorted("number") },
    {
      key: "customer",
      label: t("columns.customer"),
      sortHref: sortHref("name"),
      sorted: sorted("name"),
      wide: true,
    },
    { key: "engagement", label: t("columns.engagement"), wide: true },
    { key: "location", label: t("columns.location") },
    { key: "status", label: t("columns.status") },
    {
      key: "deadline",
      label: t("columns.deadline"),
      sortHref: sortHref("due"),
      sorted: sorted("due"),
      nowrap: true,
    },
    { key: "payout", label: t("columns.payout"), end: true },
  ];
  return (
    <Table caption={t("title")} columns={columns} stack look={query}>
      {rows.map((row) => (
        <tr key={row.number} id={`claim-${String(row.number)}`}>
          <th scope="row">
            {query.choose ? (
              <Choose value={String(row.number)} label={`${box} ${row.number}`} />
            ) : null}
            <a href={`/claims/${String(row.number)}`}>{row.number}</a>
          </th>
          <td>
            <CustomerName id={row.customer.id}>{row.customer.name}</CustomerName>
            {row.friendlyName === null ? null : <small>{row.friendlyName}</small>}
          </td>
          <td>{row.engagement.name}</td>
          <td>{row.location.name}</td>
          <td>
            <span className="badge" data-tone={claimTone[row.status]}>
              {status(row.status)}
            </span>
          </td>
          <td>
            {row.deadline === null ? (
              t("noDeadline")
            ) : (
              <>
                <span data-tone={toneOf(row)}>
                  {t("daysLeft", { days: row.deadline.daysLeft })}
                </span>
                <small>{format.shortDay(row.deadline.date)}</small>
              </>
            )}
          </td>
          <td>{row.payout === null ? t("noPayout") : format.money(row.payout)}</td>
        </tr>
      ))}
    </Table>
  );
}

function toneOf({ deadline }: ClaimRow): Tone {
  if (deadline === null) return "neutral";
  return deadline.daysLeft <= 7 ? "danger" : deadline.daysLeft <= 14 ? "warning" : "pending";
}
