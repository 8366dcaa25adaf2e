import { useTranslations } from "next-intl";
import type { PrivacyView } from "@/lib/views/programme/privacy";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { EmailField } from "../ui/text-field";
import { Time } from "./time";

const base = "/programme/privacy";
const told = ["closed", "placed", "lifted"] as const;

type Props = {
  view: PrivacyView;
  action: FormAction;
  kept: FormValues | null;
  done: string | undefined;
};

/** Whom something is asked about, what was asked before, and the legal holds (O24, O25). */
export function PrivacyRequests({ view, action, kept, done }: Props) {
  const t = useTranslations("privacy.console");
  const did = told.find((one) => one === done);
  return (
    <>
      {did ? <Told>{t(`done.${did}`)}</Told> : null}
      <p>{t("intro")}</p>
      <Form action={action} initial={{ values: kept ?? {}, errors: [] }}>
        <EmailField name="address" label={t("address")} hint={t("addressHint")} required />
        <div className="buttons">
          <SubmitButton>{t("look")}</SubmitButton>
        </div>
      </Form>
      <Card title={t("requests")}>
        {view.requests.length === 0 ? <p>{t("none")}</p> : <Requests rows={view.requests} />}
      </Card>
      <Card title={t("holds")}>
        {view.holds.length === 0 ? <p>{t("noHolds")}</p> : <Holds rows={view.holds} />}
      </Card>
    </>
  );
}

function Requests({ rows }: { rows: PrivacyView["requests"] }) {
  const t = useTranslations("privacy.console");
  const columns = (["when", "of", "who", "state"] as const).map((key) => ({ label: t(key) }));
  return (
    <Table caption={t("requests")} columns={columns} stack>
      {rows.map(({ id, askedAt, askedBy, address, state, count }) => (
        <tr key={id} id={id}>
          <th scope="row">
            <a href={`${base}/${id}`}>
              <Time at={askedAt} />
            </a>
          </th>
          <td>{address ?? t("over")}</td>
          <td>{askedBy}</td>
          <td>{t(`states.${state}`, { count })}</td>
        </tr>
      ))}
    </Table>
  );
}

function Holds({ rows }: { rows: PrivacyView["holds"] }) {
  const t = useTranslations("privacy.console");
  const hold = useTranslations("privacy.hold");
  const columns = (["held", "reason", "since", "by"] as const).map((key) => ({ label: t(key) }));
  return (
    <Table caption={t("holds")} columns={[...columns, { label: hold("link") }]} stack>
      {rows.map(({ id, of, key, tenantName, reason, at, name }) => (
        <tr key={id}>
          <th scope="row">
            <a href={`/programme/${of === "claim" ? "claims" : "tenants"}/${key}`}>
              {of === "claim" ? t("claim", { number: key }) : tenantName}
            </a>
            {of === "claim" ? <small>{tenantName}</small> : null}
          </th>
          <td>{reason}</td>
          <td>
            <Time at={at} />
          </td>
          <td>{name}</td>
          <td>
            <a href={`${base}/holds/${of}/${key}`}>{hold("liftLink")}</a>
          </td>
        </tr>
      ))}
    </Table>
  );
}
