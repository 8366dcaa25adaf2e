import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { PaymentRunsView } from "@/lib/views/programme/payment-runs";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Form } from "../ui/form";
import { ListFrame } from "../ui/list-frame";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { RunStatus } from "./payment-status";

const base = "/programme/payments";

/** P30: the payment runs, the latest first, and the way to a new one. */
export function PaymentRuns({ view, action }: { view: PaymentRunsView; action: FormAction }) {
  const t = useTranslations("payments.runs");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  return (
    <>
      <p>{t("intro")}</p>
      {view.open ? (
        <MessageBar>
          {t.rich("open", {
            number: view.open.number,
            link: (words) => <a href={`${base}/${view.open?.id ?? ""}`}>{words}</a>,
          })}
        </MessageBar>
      ) : null}
      <ListFrame
        query={view.query}
        next={view.next}
        path={base}
        usual="-number"
        caption={t("title")}
        columns={[
          { label: t("run"), sort: "-number" },
          { key: "state", label: t("state") },
          { key: "claims", label: t("claims"), end: true },
          { key: "amount", label: t("amount"), end: true },
          { key: "opened", label: t("opened"), nowrap: true },
        ]}
        empty={{ icon: "check", title: t("none"), text: t("noneText") }}
        end={
          view.open ? null : (
            <Form action={action}>
              <SubmitButton>{t("begin")}</SubmitButton>
            </Form>
          )
        }
      >
        {view.rows.map((row) => (
          <tr key={row.id} id={row.id}>
            <th scope="row">
              <a href={`${base}/${row.id}`}>{t("name", { number: row.number })}</a>
            </th>
            <td>
              <RunStatus state={row.state} />
            </td>
            <td data-label={t("claims")}>{format.count(row.claims)}</td>
            <td data-label={t("amount")}>{format.money(row.amount)}</td>
            <td data-label={t("opened")}>{format.instant(row.openedAt, zone)}</td>
          </tr>
        ))}
      </ListFrame>
      <LeftClaims left={view.left} />
    </>
  );
}

/** What no run pays as things stand, and why. */
function LeftClaims({ left }: { left: PaymentRunsView["left"] }) {
  const t = useTranslations("payments.left");
  const payments = useTranslations("payments");
  const format = formats(useLocale());
  if (left.count === 0) return null;
  const columns = (["claim", "payee", "amount", "why"] as const).map((key) => ({
    label: t(key),
    end: key === "amount",
  }));
  return (
    <>
      <h2>{t("title", { count: left.count })}</h2>
      <p>{t("intro", { shown: left.rows.length })}</p>
      <Table caption={t("title", { count: left.count })} columns={columns} stack>
        {left.rows.map((row) => (
          <tr key={row.number} id={`claim-${String(row.number)}`}>
            <th scope="row">
              {row.own ? (
                payments("own")
              ) : (
                <a href={`/programme/claims/${String(row.number)}`}>{row.number}</a>
              )}
            </th>
            <td data-label={t("payee")}>
              {row.own ? "–" : row.partnerName}
              {row.own ? null : <small>{row.locationName}</small>}
            </td>
            <td data-label={t("amount")}>{row.amount ? format.money(row.amount) : "–"}</td>
            <td data-label={t("why")}>
              {row.why === "nothing" || row.why === "currency"
                ? t(`reasons.${row.why}`)
                : payments(`holds.${row.why}`)}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
