import { useLocale, useTranslations } from "next-intl";
import type { TenantHead } from "@/lib/views/programme/tenant";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { countries } from "@/messages/format/names";
import { LinkButton } from "../ui/button";
import { SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { OnlyStewards, TenantFrame } from "./tenant-frame";
import { tenantPage, tenantsPage } from "./tenant-paths";

type Props = {
  tenant: TenantHead | null;
  edits: boolean;
  action: FormAction;
  kept: FormValues | null;
};

/** P18: a tenant is written down (`tenant` null) or changed. */
export function TenantForm({ tenant, edits, action, kept }: Props) {
  const t = useTranslations("programme.tenant");
  const list = useTranslations("programme.tenants");
  const title = tenant ? t("editOf", { name: tenant.name }) : t("new");
  const options = countries(useLocale()).map(({ code, name }) => ({ value: code, label: name }));
  const stands: FormValues = tenant
    ? { name: tenant.name, country: tenant.country ?? "", tpid: String(tenant.tpid ?? "") }
    : {};
  if (!edits)
    return (
      <TenantFrame tab title={title} of={tenant}>
        <OnlyStewards edits={edits} />
      </TenantFrame>
    );
  return (
    <TenantFrame title={title} of={tenant}>
      <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
        {tenant ? (
          <Hidden values={{ tenant: tenant.id, revision: String(tenant.revision) }} />
        ) : (
          <TextField
            name="tenantId"
            label={list("id")}
            hint={t("idHint")}
            required
            maxLength={64}
            spellCheck={false}
          />
        )}
        <TextField name="name" label={t("name")} required maxLength={200} />
        <SelectField
          name="country"
          label={list("country")}
          hint={t("unknownHint")}
          options={options}
        />
        <TextField name="tpid" label={list("tpid")} inputMode="numeric" maxLength={20} />
        <div className="buttons">
          <SubmitButton>{tenant ? t("save") : t("make")}</SubmitButton>
          <LinkButton variant="subtle" href={tenant ? tenantPage(tenant.id) : tenantsPage}>
            {t("cancel")}
          </LinkButton>
        </div>
      </Form>
    </TenantFrame>
  );
}
