import { useLocale, useTranslations } from "next-intl";
import type { PaymentRunView, ShownLine } from "@/lib/views/programme/payment-run";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Status, type Tone } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";

type Props = { view: PaymentRunView; action: FormAction };

/** The claims of a run; while it is open they are taken out and put back. */
export function RunLines({ view, action }: Props) {
  const t = useTranslations("payments.run");
  if (view.state !== "open") return <Lines view={view} />;
  const has = (state: "in" | "out") => view.lines.some((row) => !row.own && row.state === state);
  return (
    <Form action={action}>
      <Hidden values={{ run: view.id, revision: String(view.revision) }} />
      <Lines view={view} chosen />
      <div className="buttons" id="claims">
        {has("in") ? (
          <SubmitButton variant="default" name="to" value="out">
            {t("takeOut")}
          </SubmitButton>
        ) : null}
        {has("out") ? (
          <SubmitButton variant="default" name="to" value="in">
            {t("putBack")}
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  );
}

function Lines({ view, chosen = false }: Pick<Props, "view"> & { chosen?: boolean }) {
  const t = useTranslations("payments.run");
  const format = formats(useLocale());
  const columns = (["claim", "payee", "amount", "state"] as const).map((key) => ({
    label: t(key),
    end: key === "amount",
  }));
  return (
    <Table caption={t("claims")} columns={columns} stack>
      {view.lines.map((row) =>
        row.own ? (
          <tr key={row.key}>
            <th scope="row">{t("own")}</th>
            <td>{t("ownText")}</td>
            <td data-label={t("amount")}>{format.money(row.amount)}</td>
            <td />
          </tr>
        ) : (
          <tr key={row.key} id={`claim-${row.key}`}>
            <th scope="row">
              {chosen ? (
                <input
                  type="checkbox"
                  name="claims"
                  value={row.key}
                  aria-label={t("choose", { claim: row.key })}
                />
              ) : null}{" "}
              <a href={`/programme/claims/${row.key}`}>{row.key}</a>
            </th>
            <td>
              {row.partnerName}
              <small>{row.locationName}</small>
            </td>
            <td data-label={t("amount")}>{format.money(row.amount)}</td>
            <td data-label={t("state")}>
              <LineStatus row={row} />
            </td>
          </tr>
        ),
      )}
    </Table>
  );
}

type State = Extract<ShownLine, { own: false }>["state"];
const tones: Record<State, Tone> = {
  in: "info",
  out: "neutral",
  held: "warning",
  paid: "success",
  failed: "danger",
  returned: "danger",
  cancelled: "neutral",
};

function LineStatus({ row }: { row: Extract<ShownLine, { own: false }> }) {
  const t = useTranslations("payments");
  const held = row.hold !== null;
  return (
    <>
      <Status tone={held ? "warning" : tones[row.state]}>
        {t(`lineStates.${held ? "held" : row.state}`)}
      </Status>
      {row.hold === null ? null : <small>{t(`holds.${row.hold}`)}</small>}
    </>
  );
}
