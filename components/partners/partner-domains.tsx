import { useTranslations } from "next-intl";
import type { PartnerView } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { hidden, RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";

type Props = {
  view: PartnerView;
  actions: { add: FormAction; remove: FormAction };
  kept: FormValues | null;
};

/** The mail domains of a company, at which none of its customers can be asked (D19). */
export function PartnerDomains({ view, actions, kept }: Props) {
  const t = useTranslations("programme.partners");
  const programme = useTranslations("programme");
  const title = `${view.name} · ${programme("title")}`;
  return (
    <Card title={t("domains")}>
      <p>{t("domainsText")}</p>
      <Domains view={view} remove={actions.remove} />
      {view.edits === "yes" ? (
        <Form action={actions.add} title={title} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ partner: view.id }} />
          <TextField
            name="domain"
            label={t("domain")}
            hint={t("domainHint")}
            required
            maxLength={253}
            spellCheck={false}
          />
          <p>{t("addText")}</p>
          <div className="buttons">
            <SubmitButton>{t("add")}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}

function Domains({ view, remove }: { view: PartnerView; remove: FormAction }) {
  const t = useTranslations("programme.partners");
  if (view.domains.length === 0) return <p>{t("noDomains")}</p>;
  return (
    <Table caption={t("domains")} columns={[{ label: t("domain") }, { label: t("act") }]} stack>
      {view.domains.map(({ domain, readable }) => (
        <tr key={domain}>
          <th scope="row">{readable}</th>
          <td>
            {view.edits === "yes" ? (
              <RowAct action={remove} values={{ partner: view.id, domain }}>
                {t.rich("remove", { domain: readable, hidden })}
              </RowAct>
            ) : (
              "–"
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
