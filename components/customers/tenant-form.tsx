import { useTranslations } from "next-intl";
import type { AddView } from "@/lib/views/add-customer";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { WizardButtons } from "./wizard-buttons";
import { customersAgain } from "./wizard-paths";

type Screen = Extract<AddView["screen"], { kind: "tenant" }>;
type Props = {
  action: FormAction;
  title: string;
  tenants: Screen["tenants"];
  values: AddView["values"];
  kept: FormValues | null;
  hidden: { slug: string; draft: string };
};

/** D3: which of the tenants of a TPID is meant. */
export function TenantForm({ action, title, tenants, values, kept, hidden }: Props) {
  const t = useTranslations("wizards");
  return (
    <Form
      action={action}
      title={title}
      initial={{ values: kept ?? { tenant: values.tenant }, errors: [] }}
    >
      <Hidden values={hidden} />
      <div>
        <h2>{t("add.tenant.title")}</h2>
        <p>
          {t("add.tenant.intro", { tpid: values.identifier.trim(), email: values.email.trim() })}
        </p>
      </div>
      <RadioGroup
        name="tenant"
        label={t("add.tenant.label")}
        required
        options={tenants.map(({ id, name, country, domains }) => ({
          value: id,
          label: `${name} (${country})`,
          hint: [t("tenantId", { id }), ...domainsText(t, domains)].join(" · "),
        }))}
      />
      <WizardButtons back cancelHref={customersAgain(hidden.slug)} />
    </Form>
  );
}

function domainsText(
  t: ReturnType<typeof useTranslations<"wizards">>,
  domains: string[],
): string[] {
  if (domains.length === 0) return [];
  const shown = domains.slice(0, 4).join(", ") + (domains.length > 4 ? ", …" : "");
  return [t("domains", { count: domains.length, domains: shown })];
}
