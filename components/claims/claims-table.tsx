import { useLocale, useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/status";
import { Table, type Column } from "@/components/ui/table";
import type { ClaimRow, ClaimsListView } from "@/lib/views/claim/list";
import { formats } from "@/messages/format/formats";
import { claimTone } from "./claim-tone";
import { ClaimRows } from "./claim-rows";
import { claimsHref } from "./claims-href";

/** One row a claim; the claim ID leads to it. */
export function ClaimsTable({ view }: { view: ClaimsListView }) {
  const t = useTranslations("claimsList");
  const status = useTranslations("customers.claim");
  const choose = useTranslations("runs.bar");
  const format = formats(useLocale());
  const { query, rows } = view;
  const day = (iso: string) => format.shortDay(iso);
  const statuses = new Set(rows.map((row) => row.status));

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
      <ClaimRows
        choose={choose("row", { name: "" }).trim()}
        rows={rows.map((row) => ({
          number: row.number,
          tenantId: row.customer.id,
          customer: row.customer.name,
          friendlyName: row.friendlyName,
          engagement: row.engagement.name,
          location: row.location.name,
          status: row.status,
          deadline:
            row.deadline === null
              ? null
              : [
                  toneOf(row),
                  t("daysLeft", { days: row.deadline.daysLeft }),
                  day(row.deadline.date),
                ],
          payout: row.payout === null ? t("noPayout") : format.money(row.payout),
        }))}
        statuses={Object.fromEntries(
          [...statuses].map((one) => [one, [claimTone[one], status(one)]]),
        )}
        none={t("noDeadline")}
      />
    </Table>
  );
}

function toneOf({ deadline }: ClaimRow): Tone {
  if (deadline === null) return "neutral";
  return deadline.daysLeft <= 7 ? "danger" : deadline.daysLeft <= 14 ? "warning" : "pending";
}
