import { useLocale, useTranslations } from "next-intl";
import type { PaymentsView } from "@/lib/views/payments";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "../customers/customer-name";
import { ListFrame } from "../ui/list-frame";
import { PageHeader } from "../ui/page-header";
import { PaymentStatus } from "./payment-status";

const states = ["paid", "failed", "returned"] as const;

/** P30: what the programme paid a partner for each claim, and what failed. */
export function ReceivedPayments({ view }: { view: PaymentsView }) {
  const t = useTranslations("payments.received");
  const payments = useTranslations("payments.states");
  const format = formats(useLocale());
  const { rows, locations, ...list } = view;
  return (
    <>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <ListFrame
        {...list}
        path="/payments"
        usual="-at"
        search={t("search")}
        filters={[
          {
            name: "state",
            label: t("csv.state"),
            options: states.map((value) => ({ value, label: payments(value) })),
          },
          {
            name: "location",
            label: t("location"),
            options: locations.map(({ mpnId, name }) => ({ value: mpnId, label: name })),
            single: true,
          },
        ]}
        caption={t("title")}
        columns={[
          { label: t("claim") },
          { key: "run", label: t("run"), nowrap: true },
          { key: "location", label: t("location"), wide: true },
          { key: "amount", label: t("amount"), end: true },
          { key: "state", label: t("state") },
          { key: "date", label: t("date"), sort: "-at", nowrap: true },
        ]}
        empty={{ icon: "claims", title: t("none"), text: t("noneText") }}
      >
        {rows.map((row) => (
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
            <td data-label={t("csv.state")}>
              <PaymentStatus state={row.state} />
              <small>{row.failedWhy ?? row.reference}</small>
            </td>
            <td data-label={t("date")}>{row.paidOn === null ? "–" : format.day(row.paidOn)}</td>
          </tr>
        ))}
      </ListFrame>
    </>
  );
}
