import { useLocale, useTranslations } from "next-intl";
import type { PaymentsView } from "@/lib/views/payments";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "../customers/customer-name";
import { CsvLinks } from "../ui/csv-links";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { PaymentStatus } from "./payment-status";

const base = "/payments";

/** P30: what the programme paid a partner for each claim, and what failed. */
export function ReceivedPayments({ view, paged }: { view: PaymentsView; paged: boolean }) {
  const t = useTranslations("payments.received");
  const format = formats(useLocale());
  const columns = (["claim", "run", "location", "amount", "state", "date"] as const).map((key) => ({
    label: t(key),
    end: key === "amount",
  }));
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          view.rows.length > 0 ? (
            <CsvLinks href={`${base}/export.csv`}>{t("export")}</CsvLinks>
          ) : null
        }
      >
        {t("intro")}
      </PageHeader>
      {view.rows.length === 0 ? (
        <EmptyState icon="claims" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <Table caption={t("title")} columns={columns} stack>
          {view.rows.map((row) => (
            <tr key={row.id} id={row.id}>
              <th scope="row">
                <a href={`/claims/${String(row.number)}`}>{row.number}</a>
                <small>
                  <CustomerName id={row.customer.id}>{row.customer.name}</CustomerName>
                </small>
              </th>
              <td data-label={t("run")}>{row.run === null ? t("byHand") : row.run}</td>
              <td>{row.location}</td>
              <td data-label={t("amount")}>{row.amount ? format.money(row.amount) : "–"}</td>
              <td data-label={t("state")}>
                <PaymentStatus state={row.state} />
                <small>{row.failedWhy ?? row.reference}</small>
              </td>
              <td data-label={t("date")}>{row.paidOn === null ? "–" : format.day(row.paidOn)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pagination
        firstHref={paged ? base : undefined}
        nextHref={view.next === null ? undefined : `${base}?after=${view.next}`}
      />
    </>
  );
}
