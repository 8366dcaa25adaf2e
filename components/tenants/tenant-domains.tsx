import { useTranslations } from "next-intl";
import type { TenantHead } from "@/lib/views/programme/tenant";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { hidden, RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";
import { OnlyStewards, TenantFrame } from "./tenant-frame";

const told = ["added", "removed", "moved"] as const;

type Props = {
  tenant: TenantHead;
  actions: { add: FormAction; move: FormAction; remove: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

/** P18: the e-mail domains of a tenant: added, removed, moved to another. */
export function TenantDomains({ tenant, actions, kept, done }: Props) {
  const t = useTranslations("programme.tenant.domainsPage");
  const title = t("title", { name: tenant.name });
  const did = told.find((one) => one === done);
  const moves = kept?.to !== undefined;
  return (
    <TenantFrame tab title={title} of={tenant}>
      {did ? <Told>{t(`done.${did}`)}</Told> : null}
      <OnlyStewards edits={tenant.edits} />
      <p>{t("intro")}</p>
      <Domains tenant={tenant} remove={actions.remove} />
      {tenant.edits ? (
        <Card title={t("addTitle")}>
          <Form action={actions.add} initial={{ values: moves ? {} : (kept ?? {}), errors: [] }}>
            <Hidden values={{ tenant: tenant.id }} />
            <TextField
              name="domain"
              label={t("domain")}
              hint={t("domainHint")}
              required
              maxLength={253}
              spellCheck={false}
            />
            <div className="buttons">
              <SubmitButton>{t("add")}</SubmitButton>
            </div>
          </Form>
        </Card>
      ) : null}
      {tenant.edits && tenant.domains.length > 0 ? (
        <Card title={t("moveTitle")}>
          <Form action={actions.move} initial={{ values: moves ? kept : {}, errors: [] }}>
            <Hidden values={{ tenant: tenant.id }} />
            <SelectField
              name="domain"
              label={t("which")}
              required
              options={tenant.domains.map(({ domain, readable }) => ({
                value: domain,
                label: readable,
              }))}
            />
            <TextField
              name="to"
              label={t("to")}
              hint={t("toHint")}
              required
              maxLength={300}
              spellCheck={false}
            />
            <p>{t("moveText")}</p>
            <div className="buttons">
              <SubmitButton>{t("move")}</SubmitButton>
            </div>
          </Form>
        </Card>
      ) : null}
    </TenantFrame>
  );
}

function Domains({ tenant, remove }: { tenant: TenantHead; remove: FormAction }) {
  const t = useTranslations("programme.tenant.domainsPage");
  if (tenant.domains.length === 0) return <p>{t("none")}</p>;
  const columns = [{ label: t("domain") }, ...(tenant.edits ? [{ label: t("act") }] : [])];
  return (
    <Table caption={t("title", { name: tenant.name })} columns={columns} stack>
      {tenant.domains.map(({ domain, readable }) => (
        <tr key={domain}>
          <th scope="row">{readable}</th>
          {tenant.edits ? (
            <td>
              <RowAct action={remove} values={{ tenant: tenant.id, domain }}>
                {t.rich("remove", { domain: readable, hidden })}
              </RowAct>
            </td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}
