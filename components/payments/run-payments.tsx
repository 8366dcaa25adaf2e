import { useLocale, useTranslations } from "next-intl";
import type { PaymentRunView } from "@/lib/views/programme/payment-run";
import { formats } from "@/messages/format/formats";
import { Table } from "../ui/table";
import { PaymentStatus } from "./payment-status";

/** The payments of a frozen run; of those that wait, the way to say what became of them. */
export function RunPayments({ view }: { view: PaymentRunView }) {
  const t = useTranslations("payments.run");
  const format = formats(useLocale());
  const columns = (["payment", "payee", "claims", "amount", "state"] as const).map((key) => ({
    label: t(key),
    end: key === "amount" || key === "claims",
  }));
  return (
    <Table caption={t("payments")} columns={columns} stack>
      {view.payments.map((row) => (
        <tr key={row.key} id={row.own ? undefined : row.id}>
          <th scope="row">{row.own ? t("own") : row.name}</th>
          <td>
            {row.own ? (
              t("ownText")
            ) : (
              <>
                {row.legalName}
                <small>
                  {t("to", {
                    location: row.locationName,
                    lastFour: row.lastFour,
                    channel: row.channel,
                  })}
                </small>
              </>
            )}
          </td>
          <td data-label={t("claims")}>{format.count(row.claims)}</td>
          <td data-label={t("amount")}>{format.money(row.amount)}</td>
          <td data-label={t("state")}>
            <PaymentStatus state={row.state} />
            {row.own ? null : <Outcome row={row} view={view} />}
          </td>
        </tr>
      ))}
    </Table>
  );
}

type Row = Extract<PaymentRunView["payments"][number], { own: false }>;

function Outcome({ row, view }: { row: Row; view: PaymentRunView }) {
  const t = useTranslations("payments.run");
  const format = formats(useLocale());
  const enter = (words: "enter" | "enterReturn") => (
    <small>
      <a
        href={`/programme/payments/${view.id}/results/${row.id}`}
        aria-label={t(`${words}Of`, { payment: row.name })}
      >
        {t(words)}
      </a>
    </small>
  );
  if (row.returnedOn !== null)
    return (
      <small>
        {t("cameBack", { day: format.day(row.returnedOn), why: row.returnedWhy ?? "" })}
      </small>
    );
  if (row.reference !== null && row.paidOn !== null)
    return (
      <>
        <small>{t("paidUnder", { reference: row.reference, day: format.day(row.paidOn) })}</small>
        {enter("enterReturn")}
      </>
    );
  if (row.failedWhy !== null) return <small>{row.failedWhy}</small>;
  return view.state === "waiting" ? enter("enter") : null;
}
