import { useLocale, useTranslations } from "next-intl";
import type { PayClaimsView } from "@/lib/views/programme/pay-claims";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { claimTone } from "../claims/claim-tone";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { Status } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";

type Props = { view: PayClaimsView; action: FormAction; done: boolean; kept: FormValues | null };
type Row = PayClaimsView["rows"][number];
const back = "/programme/claims?status=approved";

/** W14: several claims are marked as paid, each under its reference; what became of each stands in its row. */
export function PayClaims({ view: { rows }, action, done, kept }: Props) {
  const t = useTranslations("review.pay");
  const open = rows.filter((row) => row.open);
  const lines = <Lines rows={rows} />;
  const toList = (
    <LinkButton variant="subtle" href={back}>
      {t("back")}
    </LinkButton>
  );
  if (rows.length === 0)
    return (
      <>
        <TabTitle title={t("title")} />
        <EmptyState icon="check" title={t("none")} actions={toList}>
          {t("noneText")}
        </EmptyState>
      </>
    );
  if (open.length === 0)
    return (
      <>
        <TabTitle title={t("title")} />
        {done ? <Told>{t("done", { count: rows.length })}</Told> : null}
        <h2>{t("title")}</h2>
        {lines}
        <div className="buttons">{toList}</div>
      </>
    );
  return (
    <>
      <h2>{t("title")}</h2>
      <p>{t("text")}</p>
      <Form action={action} title={t("title")} initial={{ values: kept ?? {}, errors: [] }}>
        {rows.map(({ number }) => (
          <Hidden key={number} values={{ chosen: String(number) }} />
        ))}
        <TextField
          name="beginning"
          label={t("beginning")}
          hint={t("beginningHint", { claim: String(open[0]?.number ?? "") })}
          maxLength={60}
          spellCheck={false}
        />
        {lines}
        <Final />
        <div className="buttons">
          <SubmitButton>{t("pay", { count: open.length })}</SubmitButton>
          {toList}
        </div>
      </Form>
    </>
  );
}

function Lines({ rows }: { rows: Row[] }) {
  const t = useTranslations("review.pay");
  const format = formats(useLocale());
  const none = useTranslations("review.queue");
  const columns = (["claim", "partner", "amount", "reference"] as const).map((key) => ({
    label: t(`columns.${key}`),
    end: key === "amount",
  }));
  return (
    <Table caption={t("title")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.number} id={`claim-${String(row.number)}`}>
          <th scope="row">
            <a href={`/programme/claims/${row.number}`}>{row.number}</a>
            <div>{row.tenantName}</div>
          </th>
          <td>
            {row.partnerName}
            <small>{row.locationName}</small>
          </td>
          <td data-label={t("columns.amount")}>
            {row.amount === null ? none("noPayout") : format.money(row.amount)}
          </td>
          <td data-label={t("columns.reference")}>
            {row.open ? <Reference row={row} /> : <WhyNot row={row} />}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Reference({ row: { number, version } }: { row: Row }) {
  const t = useTranslations("review.pay");
  return (
    <>
      <Hidden values={{ claims: String(number), [`version-${String(number)}`]: String(version) }} />
      <TextField
        name={`reference-${String(number)}`}
        label={t("referenceOf", { claim: String(number) })}
        maxLength={100}
        spellCheck={false}
      />
    </>
  );
}

/** What became of a claim that can no longer be marked as paid, or why it cannot be. */
function WhyNot({ row: { status, reference, run, ownApproval } }: { row: Row }) {
  const t = useTranslations("review.pay");
  const name = useTranslations("customers.claim");
  return (
    <>
      <Status tone={claimTone[status]}>{name(status)}</Status>
      {reference === null ? null : <small>{reference}</small>}
      {status === "approved" && run !== null ? <small>{t("inRun", { run })}</small> : null}
      {status === "approved" && run === null && ownApproval ? (
        <small>{t("ownApproval")}</small>
      ) : null}
    </>
  );
}
